package dev.taskport.adapter.jsonlegacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes queue files of invented content in the shape of the old queue. */
final class QueueFile {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");

    private final List<String> records = new ArrayList<>();
    private String rest = "\"last_updated\": \"2025-03-22T16:23:55.475709+00:00\",\n  \"updated_by\": \"night shift\"";

    static QueueFile of(String... records) {
        QueueFile file = new QueueFile();
        file.records.addAll(List.of(records));
        return file;
    }

    /** A complete record; {@code more} are further fields, each beginning with a comma. */
    static String task(String id, String status, String more) {
        return """
                {
                      "id": "%s",
                      "title": "Title of %s",
                      "description": "First line\\nsecond line",
                      "status": "%s",
                      "priority": "HIGH",
                      "capability_required": "render-image",
                      "tags": ["b", "a"],
                      "created_by": "reading-room",
                      "created_at": "2025-03-03T08:15:00.120000Z"%s
                    }""".formatted(id, id, status, more);
    }

    static String task(String id, String status) {
        return task(id, status, "");
    }

    static String waiting(String id, String dependencies) {
        return task(id, "pending_assignment", ",\"dependencies\": [" + dependencies + "]");
    }

    QueueFile add(String record) {
        records.add(record);
        return this;
    }

    QueueFile rest(String fields) {
        rest = fields;
        return this;
    }

    String text() {
        return "{\n  \"tasks\": [\n    " + String.join(",\n    ", records) + "\n  ],\n  " + rest + "\n}\n";
    }

    Path in(Path folder) {
        return write(folder.resolve("task-queue.json"), text().getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LegacyImport read(Path folder) {
        return read(folder, JsonLegacyOptions.DEFAULT);
    }

    LegacyImport read(Path folder, JsonLegacyOptions options) {
        return LegacyImport.of(LegacyReader.read(in(folder), options.bytesMax()), options, NOW);
    }
}
