package dev.taskport.adapter.sqlite;

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

/** A database file in a folder of its own. */
record SqliteFixture(Path folder) implements BackendFixture {

    static SqliteFixture create() {
        try {
            return new SqliteFixture(Files.createTempDirectory("taskport sqlite ü"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file() {
        return folder.resolve("tasks.db");
    }

    BackendAddress at() {
        return new BackendAddress(SqlitePersistenceBackend.SCHEME, file().toString(), Map.of());
    }

    @Override
    public PersistenceBackend open(BackendOptions options) {
        return new SqliteBackendProvider().open(at(), options, OpenMode.CREATE);
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
