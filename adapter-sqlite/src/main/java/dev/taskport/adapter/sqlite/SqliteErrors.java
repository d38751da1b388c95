package dev.taskport.adapter.sqlite;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What the engine's result codes mean for the caller. Messages name the file and the remedy; they never hold statements or
 * values, because those hold payloads.
 */
final class SqliteErrors {

    /** The lowest byte of an extended result code is the basic one. */
    private static final int BASIC = 0xff;

    private static final Set<SQLiteErrorCode> WAITING =
            EnumSet.of(SQLiteErrorCode.SQLITE_BUSY, SQLiteErrorCode.SQLITE_LOCKED);

    private static final Set<SQLiteErrorCode> BREAKING = EnumSet.of(
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_CORRUPT,
            SQLiteErrorCode.SQLITE_NOTADB);

    private final SqliteFile file;

    SqliteErrors(SqliteFile file) {
        this.file = file;
    }

    /** For a failure before the commit: nothing has happened. What is no exception but an error is thrown as it is. */
    RuntimeException of(Throwable failure) {
        if (failure instanceof TaskportException known) {
            return known;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        SQLiteErrorCode code = code(failure);
        if (code == null) {
            return failure instanceof RuntimeException unexpected ? unexpected : new IllegalStateException(failure);
        }
        return of(code, sqlCause(failure));
    }

    private TaskportException of(SQLiteErrorCode code, Throwable cause) {
        return switch (basic(code)) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                ErrorCode.UNAVAILABLE.error(
                        text(
                                code,
                                "stayed locked for " + BusyWait.LONGEST.toSeconds()
                                        + " s: another process is writing to it",
                                "Try again; look for a process with a long transaction"),
                        cause);
            case SQLITE_READONLY ->
                ErrorCode.UNAVAILABLE.error(
                        text(code, "cannot be written", "Check the permissions of the file and of its folder"), cause);
            case SQLITE_FULL ->
                ErrorCode.UNAVAILABLE.error(
                        text(code, "cannot grow: its disk is full", "Make room; nothing that was acknowledged is lost"),
                        cause);
            case SQLITE_CANTOPEN ->
                ErrorCode.UNAVAILABLE.error(
                        text(
                                code,
                                "cannot be opened",
                                "Check that this user may read and write the file and its folder"),
                        cause);
            case SQLITE_IOERR ->
                ErrorCode.UNAVAILABLE.error(
                        text(code, "met an input or output error", "Check the disk and the system's log"), cause);
            case SQLITE_CORRUPT ->
                ErrorCode.DAMAGED.error(
                        text(
                                code,
                                "is damaged",
                                "Stop, keep the file with its -wal and -shm, and restore the last good backup"),
                        cause);
            case SQLITE_NOTADB ->
                ErrorCode.DAMAGED.error(
                        text(code, "is not a SQLite database", "Correct the address, or restore the last good backup"),
                        cause);
            default ->
                ErrorCode.UNAVAILABLE.error(
                        text(code, "refused a statement", "If it happens again, report it with this code"), cause);
        };
    }

    /** For a failed commit: whether it happened shows only later. */
    TaskportException unknown(Throwable failure) {
        SQLiteErrorCode code = code(failure);
        return ErrorCode.OUTCOME_UNKNOWN.error(
                "The commit to the database " + file + " failed"
                        + (code == null ? "" : " (" + code + ")")
                        + ", so what was asked for may or may not have happened. Repeat it with the same ids and leases: it has one"
                        + " effect.",
                sqlCause(failure));
    }

    /** Whether the connection must not be used any more. */
    static boolean breaksConnection(Throwable failure) {
        SQLiteErrorCode code = code(failure);
        return code != null && BREAKING.contains(basic(code));
    }

    private String text(SQLiteErrorCode code, String what, String next) {
        return "The database " + file + " " + what + " (" + code.name() + "). Nothing was changed by this call. " + next
                + ".";
    }

    static boolean busy(Throwable failure) {
        SQLiteErrorCode code = code(failure);
        return code != null && WAITING.contains(basic(code));
    }

    private static SQLiteErrorCode basic(SQLiteErrorCode extended) {
        return SQLiteErrorCode.getErrorCode(extended.code & BASIC);
    }

    /** The extended result code; null if the failure did not come from the engine. */
    static @Nullable SQLiteErrorCode code(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return sqlite.getResultCode();
            }
        }
        return null;
    }

    /** Without the layers in between, whose messages are not ours. */
    private static Throwable sqlCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return cause;
            }
        }
        return failure;
    }
}
