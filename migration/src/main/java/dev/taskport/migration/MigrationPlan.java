package dev.taskport.migration;

import dev.taskport.domain.ErrorCode;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.TaskTransfer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is to be moved where, and how.
 *
 * @param sourceOptions with what the source alone understands, such as {@code zone}
 * @param dryRun only look: nothing is created or changed anywhere
 * @param lenient go on without the records that are no tasks, and write them to a file with the reason of each
 * @param activeOnly leave finished tasks behind, but for those that an unfinished one waits for
 * @param batch how many tasks and records are stored at once; 1 to 10,000
 * @param runsFolder where each run keeps its journal, backups and report; null for a folder beside the target's file
 */
public record MigrationPlan(
        BackendAddress source,
        BackendOptions sourceOptions,
        BackendAddress target,
        BackendOptions targetOptions,
        boolean dryRun,
        boolean lenient,
        boolean activeOnly,
        OnConflict onConflict,
        int batch,
        @Nullable Path runsFolder) {

    /** Large enough that a commit costs little per task, small enough that an interruption costs little. */
    public static final int BATCH_DEFAULT = 1000;

    public MigrationPlan {
        if (batch < 1 || batch > TaskTransfer.BATCH_MAX) {
            throw ErrorCode.INVALID_REQUEST.error("A batch of " + batch + " is not between 1 and "
                    + TaskTransfer.BATCH_MAX + ". Nothing was migrated. Choose a number in that range.");
        }
    }

    /** Everything, strictly, with the usual settings. */
    public static MigrationPlan of(BackendAddress source, BackendAddress target) {
        BackendOptions options = BackendOptions.defaults();
        return new MigrationPlan(
                source, options, target, options, false, false, false, OnConflict.FAIL, BATCH_DEFAULT, null);
    }

    public MigrationPlan sourceOptions(BackendOptions value) {
        return new MigrationPlan(
                source, value, target, targetOptions, dryRun, lenient, activeOnly, onConflict, batch, runsFolder);
    }

    public MigrationPlan targetOptions(BackendOptions value) {
        return new MigrationPlan(
                source, sourceOptions, target, value, dryRun, lenient, activeOnly, onConflict, batch, runsFolder);
    }

    public MigrationPlan dryRun(boolean value) {
        return new MigrationPlan(
                source,
                sourceOptions,
                target,
                targetOptions,
                value,
                lenient,
                activeOnly,
                onConflict,
                batch,
                runsFolder);
    }

    public MigrationPlan lenient(boolean value) {
        return new MigrationPlan(
                source, sourceOptions, target, targetOptions, dryRun, value, activeOnly, onConflict, batch, runsFolder);
    }

    public MigrationPlan activeOnly(boolean value) {
        return new MigrationPlan(
                source, sourceOptions, target, targetOptions, dryRun, lenient, value, onConflict, batch, runsFolder);
    }

    public MigrationPlan onConflict(OnConflict value) {
        return new MigrationPlan(
                source, sourceOptions, target, targetOptions, dryRun, lenient, activeOnly, value, batch, runsFolder);
    }

    public MigrationPlan batch(int value) {
        return new MigrationPlan(
                source,
                sourceOptions,
                target,
                targetOptions,
                dryRun,
                lenient,
                activeOnly,
                onConflict,
                value,
                runsFolder);
    }

    public MigrationPlan runsFolder(@Nullable Path value) {
        return new MigrationPlan(
                source, sourceOptions, target, targetOptions, dryRun, lenient, activeOnly, onConflict, batch, value);
    }
}
