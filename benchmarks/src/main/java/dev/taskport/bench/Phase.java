package dev.taskport.bench;

/** One kind of work that is timed, in tasks per second of the clock on the wall. */
public enum Phase {
    /** One caller, one task per call, each acknowledged after its commit. */
    ENQUEUE_SINGLE("enqueue, one by one"),
    /** Many callers, one task per call, each acknowledged after its commit. */
    ENQUEUE_CALLERS("enqueue, many callers"),
    /** One caller, 1,000 tasks per call. */
    ENQUEUE_BULK("enqueue, 1,000 a call"),
    /** One caller that does not wait for its answers; until the last is acknowledged. */
    ENQUEUE_ASYNC("enqueue, not waiting"),
    /** A backlog is worked off by handlers that do nothing, to its end. */
    DRAIN("backlog worked off"),
    /** While 10,000 tasks wait, 100 come in, are taken and end, again and again. */
    LIFE("whole life, 100 at a time");

    /** What is enqueued by one call of {@link #ENQUEUE_BULK}, and whenever a backlog is laid down. */
    public static final int BULK = 1_000;

    /** How many tasks are taken and ended together, where the contestant decides that. */
    public static final int BATCH = 100;

    /** How many tasks wait all through {@link #LIFE}. */
    public static final int STANDING = 10_000;

    private final String title;

    Phase(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** Whether every task is a commit of its own, so that fewer of them tell as much. */
    public boolean commitsEach() {
        return this == ENQUEUE_SINGLE || this == ENQUEUE_CALLERS;
    }
}
