package dev.taskport.adapter.sqlite;

import dev.taskport.adapter.sqlite.SqliteConnections.Use;
import dev.taskport.port.BackendProvider.Probe;
import org.jdbi.v3.core.JdbiException;

/** Looks at a file without leaving a trace. */
final class SqliteProbe {

    private final SqliteOptions options;
    private final SqliteErrors errors;

    SqliteProbe(SqliteOptions options) {
        this.options = options;
        this.errors = new SqliteErrors(options.file());
    }

    Probe look() {
        SqliteFile file = options.file();
        if (!file.exists()) {
            return new Probe(false, 0, "There is no file " + file + ".");
        }
        SqliteReadOnlyGuest guest = new SqliteReadOnlyGuest(file);
        Use use = guest.use();
        SqliteConnections connections = new SqliteConnections(options, errors, FileWatch.of(file));
        try (SqlSession session = connections.open(use)) {
            return look(session);
        } catch (JdbiException e) {
            throw errors.of(e);
        } finally {
            guest.leave();
        }
    }

    private Probe look(SqlSession session) {
        int version = new SqliteSchema(options.file()).version(session);
        if (version == SqliteSchema.NONE) {
            return new Probe(false, 0, "The database " + options.file() + " holds no task store.");
        }
        long unfinished = version < SqliteSchema.VERSION
                ? session.inspection().unfinishedBefore()
                : session.inspection().unfinished();
        return new Probe(
                true,
                unfinished,
                "A task store of schema version " + version + " with " + unfinished + " unfinished tasks.");
    }
}
