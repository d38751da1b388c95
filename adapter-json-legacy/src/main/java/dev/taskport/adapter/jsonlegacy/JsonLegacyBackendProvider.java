package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider;
import dev.taskport.port.PersistenceBackend;
import java.nio.file.Path;

/**
 * Opens {@code json:PATH}, a queue file or the folder it is in, for reading only. Options: {@code zone} (how times without
 * a zone are read, UTC unless given), {@code status-map} (own meanings of status words, {@code word=STATUS,…}) and
 * {@code max-bytes} (64 MiB unless given).
 */
public final class JsonLegacyBackendProvider implements BackendProvider {

    static final String SCHEME = "json";

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public Probe probe(BackendAddress address, BackendOptions options) {
        JsonLegacyOptions own = JsonLegacyOptions.of(address, options);
        try {
            JsonLegacyBackend backend = read(address, options, own);
            long unfinished = backend.tasks().unfinished();
            return new Probe(
                    true,
                    unfinished,
                    backend.file() + ", a Meridian queue of " + backend.tasks().size() + " tasks");
        } catch (TaskportException e) {
            return new Probe(e.code() != ErrorCode.NOT_FOUND, 0, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public PersistenceBackend open(BackendAddress address, BackendOptions options, OpenMode mode) {
        return JsonOpening.open(address.location(), options, JsonLegacyOptions.of(address, options), mode);
    }

    private static JsonLegacyBackend read(BackendAddress address, BackendOptions options, JsonLegacyOptions own) {
        Path file = LegacyFiles.locate(address.location());
        return JsonLegacyBackend.read(file, own, options.clock());
    }
}
