package dev.taskport.migration.verify;

/** One difference between two stores. */
public sealed interface Discrepancy {

    /** What differs. */
    Subject subject();

    /** Which kind of difference, as a stable word. */
    String word();

    /** The difference in one line, for people. It never shows what people wrote or sent. */
    String line();

    /**
     * A thing that both stores should hold.
     *
     * @param kind {@code task}, {@code record} or {@code pause}
     * @param name its id, key or scope; for a task with an external id that too
     */
    record Subject(String kind, String name) {
        @Override
        public String toString() {
            return kind + " " + name;
        }
    }

    /** It is on the left only. */
    record OnlyLeft(Subject subject) implements Discrepancy {
        @Override
        public String word() {
            return "only-left";
        }

        @Override
        public String line() {
            return subject + " is only on the left";
        }
    }

    /** It is on the right only. */
    record OnlyRight(Subject subject) implements Discrepancy {
        @Override
        public String word() {
            return "only-right";
        }

        @Override
        public String line() {
            return subject + " is only on the right";
        }
    }

    /**
     * It is on both sides, but not the same.
     *
     * @param left what may be shown of the left's field
     * @param right what may be shown of the right's
     */
    record Different(Subject subject, String field, String left, String right) implements Discrepancy {
        @Override
        public String word() {
            return "different";
        }

        @Override
        public String line() {
            return subject + " differs in " + field + ": left " + left + ", right " + right;
        }
    }

    /** What the right holds besides, which should have stayed as it was, is not as it was. */
    record Disturbed(Subject subject, long before, long after) implements Discrepancy {
        @Override
        public String word() {
            return "disturbed";
        }

        @Override
        public String line() {
            return subject + " that the right held before are not as they were: " + before + " before, " + after
                    + " after, or with other contents";
        }
    }
}
