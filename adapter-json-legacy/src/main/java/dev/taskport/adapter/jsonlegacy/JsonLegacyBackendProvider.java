package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TaskStats;
import java.util.stream.Stream;

/**
 * Opens {@code json:PATH}, a queue file or the folder it is in: for reading without a trace, or for work, with a folder
 * {@code PATH.taskport} beside it. Options: {@code zone} (how times without a zone are read, UTC unless given),
 * {@code status-map} (own meanings of status words, {@code word=STATUS,…}; both are remembered once a file is worked on),
 * {@code max-bytes} (64 MiB unless given), {@code task-limit} (10,000), {@code size-limit} (16 MiB) and
 * {@code journal-limit} (4 MiB).
 */
public final class JsonLegacyBackendProvider implements BackendProvider {

    static final String SCHEME = "json";

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public FileSigns fileSigns() {
        return new FileSigns(LegacyFiles.NAMES, JsonFolder.SUFFIX);
    }

    @Override
    public Probe probe(BackendAddress address, BackendOptions options) {
        try (PersistenceBackend guest = open(address, options, OpenMode.READ_ONLY)) {
            long tasks = 0;
            long finished = 0;
            for (Workspace workspace : guest.inspection().workspaces()) {
                TaskStats stats = guest.inspection().stats(workspace);
                tasks += stats.total();
                finished += Stream.of(TaskStatus.values())
                        .filter(TaskStatus::finished)
                        .mapToLong(stats::count)
                        .sum();
            }
            return new Probe(true, tasks - finished, address.location() + ", a Meridian queue of " + tasks + " tasks");
        } catch (TaskportException e) {
            if (e.code() == ErrorCode.INVALID_REQUEST) {
                throw e;
            }
            return new Probe(e.code() != ErrorCode.NOT_FOUND, 0, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public PersistenceBackend open(BackendAddress address, BackendOptions options, OpenMode mode) {
        return JsonOpening.open(address.location(), options, JsonLegacyOptions.of(address, options), mode);
    }
}
