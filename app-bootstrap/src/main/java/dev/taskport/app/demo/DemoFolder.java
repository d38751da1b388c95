package dev.taskport.app.demo;

import dev.taskport.port.BackendAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The files of one demo, in a new private folder, so that every run begins clean.
 *
 * @param path the folder
 */
record DemoFolder(Path path) {

    private static final String LEGACY_FILE = "task-queue.json";

    /** A new folder with the legacy file in it. */
    static DemoFolder create() throws IOException {
        DemoFolder folder = new DemoFolder(Files.createTempDirectory("taskport-demo-"));
        try (InputStream shipped = DemoFolder.class.getResourceAsStream(LEGACY_FILE)) {
            Files.copy(Objects.requireNonNull(shipped, LEGACY_FILE + " is missing from the jar"), folder.legacyFile());
        }
        return folder;
    }

    Path legacyFile() {
        return path.resolve(LEGACY_FILE);
    }

    BackendAddress legacy() {
        return BackendAddress.parse("json:" + legacyFile());
    }

    Path firstFile() {
        return path.resolve("first.db");
    }

    BackendAddress first() {
        return BackendAddress.parse("sqlite:" + firstFile());
    }

    BackendAddress second() {
        return BackendAddress.parse("sqlite:" + path.resolve("second.db"));
    }

    /** A file for the old program. */
    Path backFile(String name) {
        return path.resolve(name + "-" + LEGACY_FILE);
    }

    BackendAddress back(String name) {
        return BackendAddress.parse("json:" + backFile(name));
    }
}
