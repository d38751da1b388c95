package dev.taskport.bench;

/** One kind of work that is timed, in tasks per second of the clock on the wall. */
enum Phase {
    /** One caller, one task per call, each acknowledged after its commit. */
    ENQUEUE_SINGLE("enqueue, one by one"),
    /** Many callers, one task per call, each acknowledged after its commit. */
    ENQUEUE_CALLERS("enqueue, many callers"),
    /** One caller, 1,000 tasks per call. */
    ENQUEUE_BULK("enqueue, 1,000 a call"),
    /** One caller that does not wait for its answers; until the last is acknowledged. */
    ENQUEUE_ASYNC("enqueue, not waiting"),
    /** A backlog is worked off by handlers that do nothing, to its end. */
    DRAIN("backlog worked off");

    /** What is enqueued by one call of {@link #ENQUEUE_BULK}, and whenever a backlog is laid down. */
    static final int BULK = 1_000;

    private final String title;

    Phase(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Whether every task is a commit of its own, so that fewer of them tell as much. */
    boolean commitsEach() {
        return this == ENQUEUE_SINGLE || this == ENQUEUE_CALLERS;
    }
}
