package dev.taskport.heap;

/**
 * How a write would let a store grow.
 *
 * @param before it
 * @param after it
 */
public record HeapGrowth(Extent before, Extent after) {

    /**
     * How much there is in a store.
     *
     * @param tasks how many
     * @param characters about how many the texts of tasks, logs and records have
     */
    public record Extent(int tasks, long characters) {

        /** Of an empty store. */
        public static final Extent NOTHING = new Extent(0, 0);
    }

    public boolean createdTasks() {
        return after.tasks() > before.tasks();
    }

    public boolean grew() {
        return createdTasks() || after.characters() > before.characters();
    }
}
