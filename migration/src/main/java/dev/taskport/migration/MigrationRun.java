package dev.taskport.migration;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import dev.taskport.port.BackendAddress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One run: its name, its folder and its journal. While it is open no other run writes to the same target: a lock beside
 * the runs says so.
 */
final class MigrationRun implements AutoCloseable {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path folder;
    private final MigrationJournal journal;
    private final FileChannel lock;
    private final Figures figures;

    private MigrationRun(Path folder, MigrationJournal journal, FileChannel lock, Figures figures) {
        this.folder = folder;
        this.journal = journal;
        this.lock = lock;
        this.figures = figures;
    }

    /** Goes on with the unfinished run of the same plan on the same source, or begins a new one. */
    static MigrationRun open(MigrationPlan plan, Findings findings, Instant now) {
        Path runs = runs(plan);
        try {
            PrivateFiles.createFolders(runs);
            return locked(runs, lock(runs), plan, findings, now);
        } catch (IOException e) {
            throw unusable(runs, e);
        }
    }

    private static MigrationRun locked(Path runs, FileChannel lock, MigrationPlan plan, Findings findings, Instant now)
            throws IOException {
        try {
            Optional<Path> unfinished = unfinished(runs, plan, findings);
            Path folder = unfinished.orElseGet(() -> unused(runs, NAME.format(now)));
            PrivateFiles.createFolders(folder);
            MigrationJournal journal = unfinished.isEmpty()
                    ? MigrationJournal.begun(folder, now, plan, findings)
                    : MigrationJournal.open(folder);
            return new MigrationRun(folder, journal, lock, journal.figures().orElse(findings.figures()));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Two runs may begin in one millisecond, or after a clock was set back. */
    private static Path unused(Path runs, String name) {
        Path folder = runs.resolve(name);
        for (int i = 2; Files.exists(folder); i++) {
            folder = runs.resolve(name + "-" + i);
        }
        return folder;
    }

    private static Path runs(MigrationPlan plan) {
        return plan.runsFolder() == null ? beside(plan.target()) : plan.runsFolder();
    }

    static Path beside(BackendAddress target) {
        String location = target.location();
        if (location.isBlank() || location.startsWith("//")) {
            throw ErrorCode.INVALID_REQUEST.error("The target " + target
                    + " is not a file, so there is no place beside it for the journal and the backup. Nothing was migrated."
                    + " Name a folder for them.");
        }
        try {
            return Path.of(location + ".migrations");
        } catch (InvalidPathException e) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "\"" + location + "\" is not a path on this system. Nothing was migrated. Correct the path.", e);
        }
    }

    private static FileChannel lock(Path runs) throws IOException {
        FileChannel channel =
                PrivateFiles.open(runs.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same answer as for another one.
        }
        channel.close();
        throw ErrorCode.UNAVAILABLE.error("Another migration is writing to the same target (" + runs
                + "). Nothing was migrated. Wait until it has ended.");
    }

    private static Optional<Path> unfinished(Path runs, MigrationPlan plan, Findings findings) throws IOException {
        try (Stream<Path> folders = Files.list(runs)) {
            List<Path> newestFirst = folders.filter(folder -> Files.exists(folder.resolve(MigrationJournal.FILE)))
                    .sorted((a, b) -> b.compareTo(a))
                    .toList();
            for (Path folder : newestFirst) {
                if (MigrationJournal.resumable(
                        MigrationJournal.read(folder.resolve(MigrationJournal.FILE)), plan, findings)) {
                    return Optional.of(folder);
                }
            }
            return Optional.empty();
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    Path folder() {
        return folder;
    }

    MigrationJournal journal() {
        return journal;
    }

    /** What was before the run when it began, interruptions notwithstanding. */
    Figures figures() {
        return figures;
    }

    /** Writes a file of the run; one that is there already is from before an interruption and is replaced. */
    Path write(String name, byte[] bytes) {
        Path file = folder.resolve(name);
        try {
            Files.deleteIfExists(file);
            PrivateFiles.write(file, bytes);
            return file;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static TaskportException unusable(Path path, IOException e) {
        return ErrorCode.UNAVAILABLE.error(
                path + " cannot be used for the journal and the backup (" + e.getMessage()
                        + "). The source is unchanged. Mend its permissions or name another folder, and start again.",
                e);
    }

    @Override
    public void close() {
        try (lock;
                journal) {
            // The journal is closed first, for the lock protects it; and the lock also if the journal cannot be.
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }
}
