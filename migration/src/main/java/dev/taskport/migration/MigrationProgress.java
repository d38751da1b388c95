package dev.taskport.migration;

/** Is told how far a migration has come. Called by the thread that runs it; should return at once. */
@FunctionalInterface
public interface MigrationProgress {

    /** What a migration does, in this order. */
    enum Step {
        /** Looking at both sides. */
        PREFLIGHT,
        BACKUP,
        COPY,
        VERIFY
    }

    /** For whoever does not want to know. */
    MigrationProgress SILENT = (step, done, total) -> {};

    /**
     * Some of a step is done.
     *
     * @param done tasks, from 0
     * @param total tasks; 0 while it is not known
     */
    void at(Step step, long done, long total);
}
