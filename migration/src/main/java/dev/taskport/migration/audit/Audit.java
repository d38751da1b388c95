package dev.taskport.migration.audit;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import dev.taskport.migration.Stores;
import dev.taskport.migration.audit.AuditReport.Content;
import dev.taskport.migration.audit.AuditReport.Problem;
import dev.taskport.migration.audit.AuditReport.Queue;
import dev.taskport.migration.verify.Sha256;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.FileSigns;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.PersistenceBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Finds the queues of older programs under a folder and says what is in them. Changes nothing. For one thread. */
public final class Audit {

    private static final QueueFormat FORMAT = QueueFormat.MERIDIAN_JSON;

    private final Stores stores;
    private final FileSigns signs;
    private final BackendOptions options;
    private final InstantSource clock;
    private final Map<String, Path> byDigest = new HashMap<>();

    private Audit(Stores stores, BackendOptions options, InstantSource clock) {
        this.stores = stores;
        this.signs = stores.fileSigns(FORMAT.scheme());
        this.options = options;
        this.clock = clock;
    }

    /**
     * Looks.
     *
     * @param options what the files are opened with, such as the zone of their times
     * @param clock for ages
     * @param progress is told how many files and folders were seen
     * @throws TaskportException NOT_FOUND if there is no such folder; INVALID_REQUEST if it is none; UNAVAILABLE if it
     *     cannot be read
     */
    public static AuditReport of(
            Path folder,
            AuditLimits limits,
            Stores stores,
            BackendOptions options,
            InstantSource clock,
            LongConsumer progress) {
        Path root = real(folder);
        Audit audit = new Audit(stores, options, clock);
        try {
            QueueFiles found = QueueFiles.under(root, audit.signs.names(), limits, progress);
            List<Queue> queues = new ArrayList<>();
            for (Path file : found.files()) {
                audit.look(file, queues, found);
            }
            return new AuditReport(root, found.visited(), found.cutShort(), queues, found.passedBy());
        } catch (IOException problem) {
            throw unreadable(folder, problem);
        }
    }

    private static Path real(Path folder) {
        try {
            Path root = folder.toRealPath();
            if (!Files.isDirectory(root)) {
                throw ErrorCode.INVALID_REQUEST.error(
                        folder + " is a file. An audit looks through a folder. Nothing was"
                                + " looked at. Name the folder, or migrate the file.");
            }
            return root;
        } catch (NoSuchFileException missing) {
            throw ErrorCode.NOT_FOUND.error(
                    "There is no folder " + folder + ". Nothing was looked at. Check the path.", missing);
        } catch (IOException problem) {
            throw unreadable(folder, problem);
        }
    }

    private static TaskportException unreadable(Path folder, IOException problem) {
        return ErrorCode.UNAVAILABLE.error(
                "The folder " + folder + " cannot be read (" + problem.getMessage()
                        + "). Nothing was changed. Check its permissions.",
                problem);
    }

    private void look(Path file, List<Queue> queues, QueueFiles found) {
        try {
            queues.add(look(file));
        } catch (IOException goneMeanwhile) {
            found.passBy(file, "it cannot be read any more: " + goneMeanwhile.getMessage());
        }
    }

    private Queue look(Path file) throws IOException {
        Instant modifiedAt = Files.getLastModifiedTime(file).toInstant();
        WriterSigns writer = Traces.of(file, signs.beside(), modifiedAt, clock.instant());
        long bytes = Files.size(file);
        try {
            Content content = content(file);
            return new Queue(file, bytes, modifiedAt, content, null, original(file), writer);
        } catch (TaskportException problem) {
            return broken(file, bytes, modifiedAt, problem.code(), String.valueOf(problem.getMessage()), writer);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError problem) {
            // One file must not keep the others from being found.
            String told = file + " could not be looked into, for a reason that nobody foresaw ("
                    + problem.getClass().getSimpleName() + "). It was not changed, and the audit went on without it.";
            return broken(file, bytes, modifiedAt, ErrorCode.UNSUPPORTED, told, writer);
        }
    }

    private static Queue broken(
            Path file, long bytes, Instant modifiedAt, ErrorCode code, String message, WriterSigns writer) {
        return new Queue(file, bytes, modifiedAt, null, new Problem(code, message), null, writer);
    }

    private Content content(Path file) {
        BackendAddress address = new BackendAddress(FORMAT.scheme(), file.toString(), Map.of());
        try (PersistenceBackend store = stores.open(address, options, OpenMode.READ_ONLY)) {
            return QueueContent.of(FORMAT, store);
        }
    }

    /** The first file with these bytes, if this is not it. Sibling projects were given copies of one queue. */
    private @Nullable Path original(Path file) {
        Path first = byDigest.putIfAbsent(digest(file), file);
        return first == null || first.equals(file) ? null : first;
    }

    private static String digest(Path file) {
        try {
            return Sha256.of(file);
        } catch (IOException problem) {
            throw ErrorCode.UNAVAILABLE.error(
                    file + " cannot be read any more (" + problem.getMessage() + "). Nothing was changed.", problem);
        }
    }
}
