package dev.taskport.migration.verify;

import dev.taskport.domain.Task;
import dev.taskport.port.StoredRecord;
import java.util.function.Predicate;

/**
 * What of two stores is compared.
 *
 * @param tasks those of the left that the right should hold
 * @param records those of the left that the right should hold
 * @param rightMayHoldMore whether the right had contents of its own, which are counted and fingerprinted but no difference
 */
public record Scope(Predicate<Task> tasks, Predicate<StoredRecord> records, boolean rightMayHoldMore) {

    /** Both stores should hold exactly the same. */
    public static final Scope EVERYTHING = new Scope(task -> true, content -> true, false);
}
