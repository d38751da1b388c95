package dev.taskport.adapter.sqlite;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The version of the tables. It stands in a table of its own, because the file's header may belong to another program, and
 * reading it takes microseconds: the migration library is loaded only when there is something to migrate.
 */
final class SqliteSchema {

    /** The version that this program reads and writes; the highest number in the folder of migrations. */
    static final int VERSION = 2;

    static final String FOLDER = "dev/taskport/adapter/sqlite/schema";
    static final String HISTORY = "taskport_schema_history";

    /** No store of ours in the file. */
    static final int NONE = 0;

    private static final int TRIES_MAX = 10;
    private static final String[] SILENT = {};
    private static final Logger log = LoggerFactory.getLogger(SqliteSchema.class);

    private final SqliteFile file;

    SqliteSchema(SqliteFile file) {
        this.file = file;
    }

    int version(SqlSession session) {
        return session.care().schemaTables() == 0 ? NONE : session.care().schemaVersion();
    }

    /** @throws TaskportException SCHEMA_TOO_NEW */
    void requireNotNewer(int version) {
        if (version > VERSION) {
            throw ErrorCode.SCHEMA_TOO_NEW.error("The database " + file + " has schema version " + version
                    + ", this program knows up to " + VERSION
                    + ". Nothing was changed. Use the newer version of Taskport that wrote it.");
        }
    }

    /** Creates or upgrades the tables, unless they are as they should be; several processes may do it at once. */
    void upgrade(SqlSession session) {
        List<FlywayException> failures = new ArrayList<>();
        while (version(session) < VERSION) {
            try {
                migrate();
            } catch (FlywayException e) {
                // Another process may be doing the same: what counts is what is there afterwards.
                failures.add(e);
                if (failures.size() >= TRIES_MAX && version(session) < VERSION) {
                    throw failed(failures);
                }
            }
        }
        requireNotNewer(version(session));
        log.debug("The database {} has schema version {}", file, VERSION);
    }

    private void migrate() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(Math.toIntExact(BusyWait.LONGEST.toMillis()));
        // Immediate, so that a migration that another process makes at the same time is waited for and not collided
        // with.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(file.url());
        Flyway.configure(SqliteSchema.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:" + FOLDER)
                .table(HISTORY)
                // The file may hold other people's tables, so it need not be empty.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholderReplacement(false)
                // It would say eight lines for every new store. What goes wrong, it throws.
                .loggers(SILENT)
                .load()
                .migrate();
    }

    private TaskportException failed(List<FlywayException> failures) {
        TaskportException failed = ErrorCode.UNAVAILABLE.error(
                "The tables of the database " + file + " could not be brought to version " + VERSION
                        + ". Nothing was changed. See the cause; if the disk is full or read-only, mend that and open again.",
                failures.get(failures.size() - 1));
        failures.subList(0, failures.size() - 1).forEach(failed::addSuppressed);
        return failed;
    }
}
