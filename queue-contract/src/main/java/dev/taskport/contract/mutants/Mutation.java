package dev.taskport.contract.mutants;

import dev.taskport.port.PersistenceBackend;
import java.util.function.Function;

/** The ways in which a sound backend is broken, each as queues have been broken before. */
public enum Mutation {
    EPOCH_DROPPED_FROM_SETTLE("L2", "a settlement is written by task, without its token", EpochDroppedFromSettle::new),
    EPOCH_DROPPED_FROM_RENEW("L2", "a renewal is written by task, without its token", EpochDroppedFromRenew::new),
    EPOCH_DROPPED_FROM_PROGRESS("L2", "progress is written by task, without its token", EpochDroppedFromProgress::new),
    EPOCH_DROPPED_FROM_LOG("G1", "a log line is written by task, without its token", EpochDroppedFromLog::new),
    RESCUE_BY_ID(
            "H1",
            "a task is reclaimed by its id, by the deadline of its claim, without looking at its lease again",
            RescueById::new),
    EPOCH_RESET_ON_RELEASE("L3", "a released task begins again with epoch 0", EpochResetOnRelease::new),
    COMMIT_PER_ROW("P3", "each task of a batch is committed for itself", CommitPerRow::new),
    TIES_BY_TIME("L8", "equally urgent tasks are taken in the order in which they became due", TiesByTime::new),
    UNBLOCKING_LOST(
            "L9", "when two dependencies complete at once, each sees the other as still open", UnblockingLost::new),
    LEASE_LOST_TO_A_REPEAT(
            "L4", "a repeated settlement is answered as if the lease were lost", LeaseLostToARepeat::new),
    CONFLICT_OVERWRITTEN(
            "I2", "a task with a known id and another content replaces the stored one", ConflictOverwritten::new),
    DELIVERY_NOT_COUNTED("L6", "the attempt of a worker that died is given back", DeliveryNotCounted::new);

    private final String rule;
    private final String defect;

    @SuppressWarnings("ImmutableEnumChecker") // the constructor of a mutant, which holds nothing
    private final Function<PersistenceBackend, PersistenceBackend> breaking;

    Mutation(String rule, String defect, Function<PersistenceBackend, PersistenceBackend> breaking) {
        this.rule = rule;
        this.defect = defect;
        this.breaking = breaking;
    }

    /** The rule that is broken, as the Javadoc of the ports numbers it. */
    String rule() {
        return rule;
    }

    /** What breaks, in words. */
    String defect() {
        return defect;
    }

    PersistenceBackend of(PersistenceBackend sound) {
        return breaking.apply(sound);
    }
}
