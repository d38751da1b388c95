package dev.taskport.adapter.sqlite;

import dev.taskport.domain.ErrorCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** Opens connections: the only place with settings of the engine, and each is looked at after it was set. */
final class SqliteConnections {

    /** What a connection is for. */
    enum Use {
        WRITE,
        /** Cannot write. */
        READ,
        /** Cannot write, and the file is opened so that it cannot be written either. */
        READ_ONLY_FILE,
        /** The same where side files cannot be made: without locks, on the word that nobody writes. */
        FROZEN_FILE;

        boolean readOnlyFile() {
            return this == READ_ONLY_FILE || this == FROZEN_FILE;
        }
    }

    private static final long JOURNAL_BYTES_MAX = 64L * 1024 * 1024;
    /** The writer reads tasks all over the file: in order of priority, a hundred lie on a hundred pages. */
    private static final int WRITER_CACHE_KIBIBYTES = 64_000;

    private static final int READER_CACHE_KIBIBYTES = 8_000;
    private static final int PAGES_BEFORE_CHECKPOINT = 1000;
    private static final int ROWS_PER_STATISTIC = 1000;
    private static final int IN_MEMORY = 2;

    private final SqliteOptions options;
    private final SqliteErrors errors;
    private final FileWatch watch;
    /** What JDBI finds out about the statements is kept with it, and costs milliseconds. */
    private final Map<Use, Jdbi> jdbis = new ConcurrentHashMap<>();

    /** @param watch on the file that every connection must lead to */
    SqliteConnections(SqliteOptions options, SqliteErrors errors, FileWatch watch) {
        this.options = options;
        this.errors = errors;
        this.watch = watch;
    }

    FileWatch watch() {
        return watch;
    }

    SqlSession open(Use use) {
        try {
            return new SqlSession(jdbis.computeIfAbsent(use, this::jdbi).open());
        } catch (JdbiException | SQLException e) {
            throw errors.of(e);
        }
    }

    private Jdbi jdbi(Use use) {
        Jdbi jdbi = Jdbi.create(() -> connect(use));
        jdbi.installPlugin(new SqlObjectPlugin());
        jdbi.setStatementBuilderFactory(connection -> new StatementCache());
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
        // Statements carry payloads; no message may repeat them.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        RowMappers.register(jdbi);
        return jdbi;
    }

    private Connection connect(Use use) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        // The file is there; one that is not there any more must not be made anew, empty.
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.setReadOnly(use.readOnlyFile());
        // Nobody asks for them, and keeping them costs a query after every insert.
        config.setGetGeneratedKeys(false);
        watch.requireSame();
        SqliteFile file = options.file();
        Connection connection = config.createConnection(use == Use.FROZEN_FILE ? file.frozenUrl() : file.url());
        try {
            watch.requireSame();
            BusyHandler.setHandler(connection, new BusyWait(BusyWait.LONGEST));
            set(connection, use);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void set(Connection connection, Use use) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (use == Use.WRITE) {
                writeAhead(statement);
            }
            for (Map.Entry<String, Object> setting : settings(use).entrySet()) {
                set(statement, setting.getKey(), setting.getValue());
            }
        }
    }

    private Map<String, Object> settings(Use use) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("synchronous", options.durability().synchronous());
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac")) {
            // A plain fsync there leaves the data in the drive's own memory.
            settings.put("fullfsync", 1);
            settings.put("checkpoint_fullfsync", 1);
        }
        settings.put("wal_autocheckpoint", PAGES_BEFORE_CHECKPOINT);
        settings.put("journal_size_limit", JOURNAL_BYTES_MAX);
        // Mapped, an input error would be a signal that ends the process; unmapped, it is a result code.
        settings.put("mmap_size", 0);
        settings.put("foreign_keys", 1);
        // The file may come from anywhere: nothing that is stored in it may run.
        settings.put("trusted_schema", 0);
        settings.put("cell_size_check", 1);
        settings.put("analysis_limit", ROWS_PER_STATISTIC);
        settings.put("temp_store", IN_MEMORY);
        settings.put("cache_size", use == Use.WRITE ? -WRITER_CACHE_KIBIBYTES : -READER_CACHE_KIBIBYTES);
        settings.put("query_only", use == Use.WRITE ? 0 : 1);
        return settings;
    }

    /** The switch needs the file for itself; while another process begins to use it too, it is tried again. */
    private void writeAhead(Statement statement) throws SQLException {
        long deadline = System.nanoTime() + BusyWait.LONGEST.toNanos();
        while (true) {
            try {
                requireAnswer("journal_mode", "wal", ask(statement, "pragma journal_mode = wal"));
                return;
            } catch (SQLException e) {
                if (!SqliteErrors.busy(e) || System.nanoTime() > deadline) {
                    throw e;
                }
                BusyWait.nap();
            }
        }
    }

    private void set(Statement statement, String name, Object value) throws SQLException {
        statement.execute("pragma " + name + " = " + value);
        requireAnswer(name, value.toString(), ask(statement, "pragma " + name));
    }

    private void requireAnswer(String name, String wanted, String found) {
        if (!wanted.equals(found)) {
            throw ErrorCode.UNSUPPORTED.error(
                    "The database " + options.file() + " keeps the setting " + name + "=" + found
                            + " where " + wanted
                            + " is needed. Nothing was stored. Its file system may not be able to share memory"
                            + " between processes (network file systems are not); put the file on a local disk.");
        }
    }

    private static String ask(Statement statement, String question) throws SQLException {
        try (ResultSet answer = statement.executeQuery(question)) {
            return answer.next() ? String.valueOf(answer.getString(1)) : "nothing";
        }
    }
}
