package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.TaskId;
import dev.taskport.port.ForeignReader.Reject;
import dev.taskport.port.ForeignReader.Warning;
import java.util.ArrayList;
import java.util.List;

/**
 * What a guest has seen of a queue file, beside its tasks.
 *
 * @param marks of the moment that was seen
 * @param options by which words and times were read
 * @param bytes the size of the queue file
 * @param file what was found of it
 * @param notes what was amiss beside it, or was brought in
 * @param unheeded settings that were given and do not count
 */
record JsonView(
        JsonFolder folder,
        JsonMarks marks,
        JsonLegacyOptions options,
        long bytes,
        Found file,
        List<String> notes,
        List<String> unheeded) {

    /** The kind of the one warning that tells what lies beside the file. */
    private static final String BESIDE = "beside";

    /**
     * What was found of the queue file.
     *
     * @param order of its tasks
     * @param warnings what had to be interpreted in it
     * @param rejects its records that are no tasks
     * @param fault why it does not tell what it should; empty if it does
     */
    record Found(List<TaskId> order, List<Warning> warnings, List<Reject> rejects, String fault) {

        Found {
            order = List.copyOf(order);
            warnings = List.copyOf(warnings);
            rejects = List.copyOf(rejects);
        }

        static Found of(LegacyImport read, List<Reject> rejects, String fault) {
            return new Found(ForeignChanges.order(read), read.warnings(), rejects, fault);
        }

        boolean sound() {
            return fault.isEmpty();
        }
    }

    JsonView {
        notes = List.copyOf(notes);
        unheeded = List.copyOf(unheeded);
    }

    /** Whether there was nothing beside the file. */
    boolean alone() {
        return marks.generations().isEmpty();
    }

    /** What had to be interpreted, then what was amiss. */
    List<Warning> warnings() {
        List<Warning> warnings = new ArrayList<>(file.warnings());
        if (!notes.isEmpty()) {
            warnings.add(new Warning(BESIDE, notes.size(), String.join("; ", notes)));
        }
        return warnings;
    }

    /** Whether the files are not any more what was seen. */
    boolean changedSince() {
        return marks.changed(folder, options);
    }
}
