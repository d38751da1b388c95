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

    private static final String NOTHING = "";

    JsonMarks {
        generations = List.copyOf(generations);
    }

    /** Of a file with nothing beside it. */
    static JsonMarks alone(String file) {
        return new JsonMarks(List.of(), file, NOTHING, NOTHING);
    }

    /** Of what lies beside a file, which itself is not looked at. */
    static JsonMarks beside(JsonFolder folder, List<Long> generations, JsonLegacyOptions options) {
        long newest = generations.get(0);
        long max = options.own().bytesMax();
        return new JsonMarks(generations, NOTHING, hash(folder.state(newest), max), hash(folder.journal(newest), max));
    }

    JsonMarks file(String hash) {
        return new JsonMarks(generations, hash, state, journal);
    }

    /** Whether the files are not any more as these. */
    boolean changed(JsonFolder folder, JsonLegacyOptions options) {
        List<Long> present = folder.generations();
        if (!present.equals(generations)) {
            return true;
        }
        JsonMarks now = present.isEmpty()
                ? alone(hash(folder.data(), options.bytesMax()))
                : beside(folder, present, options)
                        .file(hash(folder.data(), options.own().bytesMax()));
        return !now.equals(this);
    }

    private static String hash(Path file, long bytesMax) {
        return Files.exists(file) ? LegacyText.sha256(file, bytesMax) : NOTHING;
    }
}
