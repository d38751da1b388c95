package dev.taskport.migration;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import dev.taskport.migration.MigrationProgress.Step;
import dev.taskport.migration.verify.Scope;
import dev.taskport.migration.verify.Sha256;
import dev.taskport.migration.verify.Verification;
import dev.taskport.migration.verify.Verify;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TransferReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps both sides as they were: the source, and the target if it held anything. A backup counts once it was read back
 * whole: its bytes for the checksum, its tasks for their contents.
 */
final class Backup {

    private final Stores stores;
    private final MigrationRun run;
    private final MigrationProgress progress;

    Backup(Stores stores, MigrationRun run, MigrationProgress progress) {
        this.stores = stores;
        this.run = run;
        this.progress = progress;
    }

    /**
     * Makes a backup, unless the run made it before it was interrupted.
     *
     * @param what names the file: {@code source} or {@code target}
     * @return why there is none; empty if there is one
     */
    Optional<String> take(
            String what,
            PersistenceBackend store,
            TransferReader reader,
            BackendAddress address,
            BackendOptions options) {
        if (run.journal().hasBackup(what)) {
            return Optional.empty();
        }
        Path file = run.folder().resolve(what + ".backup");
        try {
            Files.deleteIfExists(file);
            long bytes = store.care().backup(file);
            requireEqual(reader, file, address, options);
            run.journal().backedUp(store.clock().instant(), what, file, bytes, Sha256.of(file));
            return Optional.empty();
        } catch (TaskportException e) {
            if (e.code() == ErrorCode.UNSUPPORTED) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
            throw e;
        } catch (IOException e) {
            throw ErrorCode.UNAVAILABLE.error(
                    "The backup " + file + " cannot be made or read back (" + e.getMessage()
                            + "). Nothing was migrated. Look at the disk and the permissions, and start again.",
                    e);
        }
    }

    private void requireEqual(TransferReader reader, Path file, BackendAddress address, BackendOptions options) {
        BackendAddress copy = new BackendAddress(address.scheme(), file.toString(), address.options());
        try (PersistenceBackend backup = stores.open(copy, options, OpenMode.READ_ONLY);
                TransferReader readBack = backup.transfer().read()) {
            Verification verification = Verify.of(
                    reader,
                    readBack,
                    Scope.EVERYTHING,
                    done -> progress.at(Step.BACKUP, done, run.figures().source()));
            if (!verification.equal()) {
                throw ErrorCode.DAMAGED.error("The backup " + file + " does not hold what was backed up: "
                        + verification.differences().get(0).line()
                        + ". Nothing was migrated. Somebody may be writing: stop it and start again.");
            }
        }
    }
}
