package dev.taskport.adapter.jsonlegacy;

import dev.taskport.contract.BackendFixture;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.PersistenceBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A queue file in a folder of its own. */
record JsonLegacyFixture(Path folder, Map<String, String> values) implements BackendFixture {

    static JsonLegacyFixture create(Map<String, String> values) {
        try {
            return new JsonLegacyFixture(Files.createTempDirectory("taskport json ü"), values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file() {
        return folder.resolve("task-queue.json");
    }

    BackendAddress at() {
        return new BackendAddress(JsonLegacyBackendProvider.SCHEME, file().toString(), values);
    }

    @Override
    public PersistenceBackend open(BackendOptions options) {
        return new JsonLegacyBackendProvider().open(at(), options, OpenMode.CREATE);
    }

    @Override
    public Optional<BackendAddress> address() {
        return Optional.of(at());
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
