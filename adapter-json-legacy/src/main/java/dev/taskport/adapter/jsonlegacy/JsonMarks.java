package dev.taskport.adapter.jsonlegacy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * By what a change of a queue file, or of what lies beside it, is noticed: the hashes of the files that a store is put
 * together from, empty for those that are not there.
 *
 * @param generations of which there is a state, the newest first
 * @param file of the queue file
 * @param state of the newest generation
 * @param journal of the newest generation
 */
record JsonMarks(List<Long> generations, String file, String state, String journal) {

    JsonMarks {
        generations = List.copyOf(generations);
    }

    static JsonMarks of(JsonFolder folder, JsonLegacyOptions options) {
        List<Long> generations = folder.generations();
        if (generations.isEmpty()) {
            return new JsonMarks(generations, hash(folder.data(), options), "", "");
        }
        long newest = generations.get(0);
        JsonLegacyOptions own = options.own();
        return new JsonMarks(
                generations,
                hash(folder.data(), own),
                hash(folder.state(newest), own),
                hash(folder.journal(newest), own));
    }

    /** Whether the queue file and its generations are the same; that a journal has grown harms nobody who has read less of it. */
    boolean sameMoment(JsonMarks other) {
        return generations.equals(other.generations) && file.equals(other.file);
    }

    private static String hash(Path file, JsonLegacyOptions options) {
        return Files.exists(file) ? LegacyText.sha256(file, options.bytesMax()) : "";
    }
}
