package dev.taskport.contract.model;

/**
 * One operation of a run. Its arguments are chosen when it is taken, from what is there then and its own seed, so that it
 * still means something when others are left out.
 */
record Step(Kind kind, long seed) {

    enum Kind {
        ENQUEUE(14),
        REPEAT_ENQUEUE(2),
        CLAIM(12),
        SETTLE(12),
        /** All that runs completes in one call. */
        COMPLETE_ALL(2),
        EXCHANGE(6),
        RENEW(3),
        PROGRESS(2),
        LOG(2),
        CANCEL(2),
        HOLD(2),
        UNHOLD(3),
        REPLAY(2),
        EDIT(3),
        PAUSE(1),
        RESUME(3),
        RECLAIM(4),
        PRUNE(1),
        SWEEP(1),
        LIST(2),
        CLOCK_ON(8),
        CLOCK_FAR(1),
        CLOCK_BACK(1),
        REOPEN(1);

        /** How often it comes, in proportion to the others. */
        final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }
}
