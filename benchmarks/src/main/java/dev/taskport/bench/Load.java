package dev.taskport.bench;

import java.time.Duration;
import java.util.Random;

/**
 * What every contestant is given, the same to each.
 *
 * @param tasks how many tasks a phase handles, at least 1,000; a tenth of them where each is a commit of its own
 * @param callers how many threads enqueue in {@link Phase#ENQUEUE_CALLERS}
 * @param priorities over how many priorities the tasks are spread, at random, 1 to 100
 * @param payloadBytes how long a payload is, at least {@value #PAYLOAD_MIN}
 * @param limit when a contestant is cut off in its phase; what it has done until then counts
 */
public record Load(int tasks, int callers, int priorities, int payloadBytes, Duration limit) {

    public static final int PAYLOAD_MIN = 40;

    private static final long SEED = 4_711;

    public int tasks(Phase phase) {
        return phase.commitsEach() ? tasks / 10 : tasks;
    }

    public String payload() {
        String frame = "{\"to\":\"ada@example.org\",\"text\":\"\"}";
        return frame.replace("\"\"", '"' + "x".repeat(payloadBytes - frame.length()) + '"');
    }

    /** Priorities for the tasks of one phase; the same sequence for every contestant. */
    public Priorities priorityOfEach() {
        return new Priorities(new Random(SEED), priorities);
    }

    /** A sequence of priorities, 10 apart from 0 on. */
    public static final class Priorities {

        private static final int APART = 10;

        private final Random random;
        private final int count;

        private Priorities(Random random, int count) {
            this.random = random;
            this.count = count;
        }

        public int next() {
            return random.nextInt(count) * APART;
        }
    }
}
