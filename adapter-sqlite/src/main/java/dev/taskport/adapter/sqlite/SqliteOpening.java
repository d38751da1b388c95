package dev.taskport.adapter.sqlite;

import dev.taskport.adapter.sqlite.SqliteConnections.Use;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Lineage;
import dev.taskport.domain.Micros;
import dev.taskport.domain.TaskportException;
import dev.taskport.port.BackendProvider.OpenMode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a store:
 *
 * <ol>
 *   <li>the file: it is on a disk of this machine, has one name, and is private if it is new;
 *   <li>the engine: not one that may lose data;
 *   <li>the tables: created or upgraded where that is allowed;
 *   <li>the store's identity: the first process chooses it;
 *   <li>the last stop: if a process that had it open is gone without closing it, the file is checked;
 *   <li>the orders: those that are asked for and missing are built.
 * </ol>
 */
final class SqliteOpening {

    private static final Logger log = LoggerFactory.getLogger(SqliteOpening.class);
    private static final long FIRST_GENERATION = 1;

    /** One fewer than are asked for. */
    private static final int NAMED_MAX = 3;

    private final SqliteOptions options;
    private final SqliteErrors errors;
    private final SqliteSchema schema;
    private final String disk;

    SqliteOpening(SqliteOptions options) {
        this(options, LocalDisk.kind(options.file().path()));
    }

    /** @param disk the kind of disk that the file is on or is to be on */
    SqliteOpening(SqliteOptions options, String disk) {
        this.options = options;
        this.errors = new SqliteErrors(options.file());
        this.schema = new SqliteSchema(options.file());
        this.disk = disk;
    }

    SqlitePersistenceBackend open(OpenMode mode) {
        LocalDisk.require(options.file(), disk);
        if (mode == OpenMode.CREATE) {
            options.file().create();
        } else {
            requireThere(options.file().exists(), mode);
            options.file().requireOneName();
        }
        return mode == OpenMode.READ_ONLY ? openToRead() : openToWrite(mode);
    }

    private SqlitePersistenceBackend openToRead() {
        SqliteReadOnlyGuest guest = new SqliteReadOnlyGuest(options.file());
        Use use = guest.use();
        SqliteConnections connections =
                connections(use == Use.FROZEN_FILE ? FileWatch.frozen(options.file()) : FileWatch.of(options.file()));
        try (SqlSession session = connections.open(use)) {
            requireSafeEngine(session);
            int version = schema.version(session);
            requireThere(version != SqliteSchema.NONE, OpenMode.READ_ONLY);
            schema.requireNotNewer(version);
            requireCurrent(version);
            Optional<StoreSql.StoreRow> row = session.store().store();
            requireThere(row.isPresent(), OpenMode.READ_ONLY);
            Lineage lineage = new Lineage(row.orElseThrow().lineage());
            SqliteStore store = new SqliteStore(options, connections, use, null, lineage);
            return new SqlitePersistenceBackend(store, unused -> {}, guest::leave);
        } catch (RuntimeException | Error e) {
            guest.leave();
            throw errors.of(e);
        }
    }

    private SqliteConnections connections(FileWatch watch) {
        return new SqliteConnections(options, errors, watch);
    }

    private void requireCurrent(int version) {
        if (version < SqliteSchema.VERSION) {
            throw ErrorCode.UNSUPPORTED.error("The database " + options.file() + " has schema version " + version
                    + ", and reading needs " + SqliteSchema.VERSION
                    + ". Nothing was changed. Open it once for writing, which upgrades it.");
        }
    }

    private SqlitePersistenceBackend openToWrite(OpenMode mode) {
        SqliteConnections connections = connections(FileWatch.of(options.file()));
        SqlSession session = connections.open(Use.WRITE);
        try {
            requireSafeEngine(session);
            upgrade(session, mode);
            checkAfterUncleanStop(session);
            SqliteProcess process = enter(session);
            warnOfOtherAgeing(session);
            OrderBuilder.build(session, options, errors);
            Lineage lineage = new Lineage(session.store().store().orElseThrow().lineage());
            SqliteStore store = new SqliteStore(options, connections, Use.READ, session, lineage);
            return new SqlitePersistenceBackend(store, last -> leave(last, process), () -> {});
        } catch (RuntimeException | Error e) {
            session.close();
            throw errors.of(e);
        }
    }

    private static void requireSafeEngine(SqlSession session) {
        EngineVersion.parse(session.care().engineVersion()).requireSafe();
    }

    private void upgrade(SqlSession session, OpenMode mode) {
        int version = schema.version(session);
        requireThere(version != SqliteSchema.NONE || mode == OpenMode.CREATE, mode);
        schema.requireNotNewer(version);
        if (version == SqliteSchema.NONE) {
            tellOfOthers(session.care().othersTables());
        }
        if (version < SqliteSchema.VERSION) {
            schema.upgrade(session);
        }
    }

    /** Once, when the store is created: it is wanted by some, and a slip of the pen for others. */
    private void tellOfOthers(List<String> tables) {
        if (!tables.isEmpty()) {
            log.warn(
                    "The database {} belongs to another application, which has tables in it ({}{}). They stay as they are; those"
                            + " of Taskport are created beside them, each named taskport_…",
                    options.file(),
                    String.join(", ", tables.subList(0, Math.min(tables.size(), NAMED_MAX))),
                    tables.size() > NAMED_MAX ? ", …" : "");
        }
    }

    /** Whoever only reads wants what is there; an empty store would not help. */
    private void requireThere(boolean there, OpenMode mode) {
        if (!there) {
            throw ErrorCode.NOT_FOUND.error("There is no task store in " + options.file()
                    + ". Nothing was created. Correct the address"
                    + (mode == OpenMode.READ_ONLY ? "." : ", or let it be created."));
        }
    }

    private void checkAfterUncleanStop(SqlSession session) {
        List<SqliteProcess> gone = session.store().processes().stream()
                .map(SqliteProcess::of)
                .filter(process -> !process.alive())
                .toList();
        if (gone.isEmpty()) {
            return;
        }
        log.info(
                "The database {} was not closed by process {}; checking it",
                options.file(),
                gone.get(0).pid());
        List<String> findings = session.care().quickCheck();
        if (!findings.equals(List.of("ok"))) {
            throw ErrorCode.DAMAGED.error("The database " + options.file() + " was not closed, and it is damaged: "
                    + findings.get(0)
                    + ". Nothing was changed. Keep the file with its -wal and -shm, and restore the last good backup.");
        }
        write(session, () -> gone.forEach(process -> session.store().leave(process.owner())));
    }

    private SqliteProcess enter(SqlSession session) {
        Instant now = options.common().clock().instant();
        SqliteProcess process = SqliteProcess.current(options.common().random().nextLong());
        write(session, () -> {
            session.store()
                    .create(
                            Lineage.random(options.common().random()).value(),
                            FIRST_GENERATION,
                            options.common().ageing().perStepMicros());
            session.store().enter(process.owner(), process.pid(), process.startedAt(), Micros.of(now));
        });
        return process;
    }

    /** Every task was put in its place by the store's own step; another one would mix two orders. */
    private void warnOfOtherAgeing(SqlSession session) {
        Duration kept = session.store().store().orElseThrow().ageingStep().perStep();
        Duration asked = options.common().ageing().perStep();
        if (!kept.equals(asked)) {
            log.warn(
                    "The database {} was created with an ageing step of {} and keeps it; the {} that is asked for has no effect."
                            + " Ask for {}, or migrate the tasks to a new store that is created with the other step",
                    options.file(),
                    kept,
                    asked,
                    kept);
        }
    }

    private void leave(SqlSession session, SqliteProcess process) {
        try {
            session.store().leave(process.owner());
            if (Statistics.stale(session)) {
                write(session, () -> Statistics.refresh(session));
            }
        } catch (JdbiException | TaskportException e) {
            // Everything that was acknowledged is stored; the next opening will look at the file more closely.
            log.warn("The database {} could not be closed properly", options.file(), errors.of(e));
        }
    }

    private void write(SqlSession session, Runnable work) {
        try {
            session.write(work);
        } catch (SQLException e) {
            throw errors.of(e);
        }
    }
}
