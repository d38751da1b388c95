package dev.taskport.bench.suite;

import dev.taskport.bench.Contestant;
import dev.taskport.bench.Durability;
import dev.taskport.bench.PlainTable;
import dev.taskport.bench.peer.ArtemisPeer;
import dev.taskport.bench.peer.DbSchedulerPeer;
import dev.taskport.bench.peer.JobRunrPeer;
import dev.taskport.bench.peer.PeerContestant;
import dev.taskport.bench.peer.PlainJob;
import dev.taskport.bench.peer.QuartzPeer;
import dev.taskport.bench.peer.TaskportPeer;
import dev.taskport.bench.peer.TransactionOutboxPeer;

/** Who can be compared. */
public enum Entrant {
    PLAIN,
    TASKPORT,
    MEMORY,
    DB_SCHEDULER,
    JOBRUNR,
    QUARTZ,
    QUARTZ_MEMORY,
    TRANSACTION_OUTBOX,
    ARTEMIS,
    ARTEMIS_UNSYNCED,
    PLAINJOB;

    /** Taskport on a SQLite file, everything else as it is by default. */
    public static TaskportPeer sqlite(Durability durability) {
        return new TaskportPeer(
                "Taskport, SQLite " + durability,
                "public interface, worker pool, retention and everything else as it is by default; durability="
                        + durability.option(),
                folder -> "sqlite:" + folder.resolve("taskport.db") + "?durability=" + durability.option());
    }

    /** Taskport in memory. */
    public static TaskportPeer memory() {
        return new TaskportPeer(
                "Taskport, memory",
                "public interface, worker pool, everything as it is by default; nothing survives",
                folder -> "memory:");
    }

    /** Whether it is somebody else's queue. */
    public boolean isPeer() {
        return this != PLAIN && this != TASKPORT && this != MEMORY;
    }

    /** It, ready for its turns; those without a choice of durability ignore it. */
    public Contestant contestant(Durability durability) {
        return switch (this) {
            case PLAIN -> new PlainTable(durability.name());
            case TASKPORT -> new PeerContestant(sqlite(durability));
            case MEMORY -> new PeerContestant(memory());
            case DB_SCHEDULER -> new PeerContestant(new DbSchedulerPeer(durability.name()));
            case JOBRUNR -> new PeerContestant(new JobRunrPeer(durability.name()));
            case QUARTZ -> new PeerContestant(new QuartzPeer(durability.name()));
            case QUARTZ_MEMORY -> new PeerContestant(new QuartzPeer(null));
            case TRANSACTION_OUTBOX -> new PeerContestant(new TransactionOutboxPeer());
            case ARTEMIS -> new PeerContestant(new ArtemisPeer(true));
            case ARTEMIS_UNSYNCED -> new PeerContestant(new ArtemisPeer(false));
            case PLAINJOB -> new PlainJob();
        };
    }
}
