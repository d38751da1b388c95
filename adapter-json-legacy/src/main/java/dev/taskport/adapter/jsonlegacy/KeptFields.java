package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.Task;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Taskport keeps of a task beside its legacy fields, in the one field {@code taskport}: the difference between the task
 * and what its legacy fields alone would be read as. A task that its legacy fields tell completely keeps nothing.
 *
 * <p>Beside it stand the words for status and priority that it was written with. Where another program has changed one of
 * them since, its word counts, and what was kept on that matter is out of date.
 */
record KeptFields(Map<String, String> fields) {

    private static final String BESIDE = "beside";

    /** What belongs to the status, and means nothing beside another one. */
    private static final List<String> OF_STATUS = List.of(
            TaskFields.STATUS,
            TaskFields.LEASED_BY,
            TaskFields.LEASED_UNTIL,
            TaskFields.STARTED_AT,
            TaskFields.FINISHED_AT,
            TaskFields.PROGRESS);

    /** What is kept of a record; empty if that is no object. */
    static Optional<KeptFields> of(LegacyTaskJson source) {
        String kept = source.kept();
        if (kept == null || !kept.startsWith("{")) {
            return Optional.empty();
        }
        Map<String, String> fields = new LinkedHashMap<>();
        JsonSlices.fields(kept).forEach((name, value) -> fields.put(name, value.text()));
        return Optional.of(new KeptFields(fields));
    }

    /** What has to be kept beside the record so that it is read as the task; null if nothing. */
    static @Nullable String of(Task task, Task plain, Map<String, String> record) {
        Map<String, String> wanted = TaskFields.of(task);
        Map<String, String> read = TaskFields.of(plain);
        if (task.state().importedAt() != null) {
            // When a task was read belongs to the store, not to its file.
            read.put(TaskFields.IMPORTED_AT, Objects.requireNonNull(wanted.get(TaskFields.IMPORTED_AT)));
        }
        Map<String, String> difference = TaskFields.difference(read, wanted);
        if (difference.isEmpty()) {
            return null;
        }
        difference.put(TaskFields.ID, Objects.requireNonNull(wanted.get(TaskFields.ID)));
        difference.put(TaskFields.LINEAGE, Objects.requireNonNull(wanted.get(TaskFields.LINEAGE)));
        difference.put(BESIDE, TaskFields.object(beside(record)));
        return TaskFields.object(difference);
    }

    private static Map<String, String> beside(Map<String, String> record) {
        Map<String, String> beside = new LinkedHashMap<>();
        for (String name : List.of(TaskFields.STATUS, TaskFields.PRIORITY)) {
            beside.put(name, record.getOrDefault(name, TaskFields.NULL));
        }
        return beside;
    }

    Optional<String> text(String name) {
        return LegacyTaskJson.text(fields, name);
    }

    /** The task that a record and what is kept beside it are; empty if they make none. */
    Optional<Task> over(Task plain, LegacyTaskJson source) {
        try {
            Map<String, String> valid = new LinkedHashMap<>(fields);
            String beside = valid.remove(BESIDE);
            if (beside != null) {
                removeOutdated(valid, JsonSlices.fields(beside), source.fields());
            }
            return Optional.of(TaskFields.task(TaskFields.overlaid(TaskFields.of(plain), valid)));
        } catch (RuntimeException e) {
            // Whatever another program made of it: the legacy fields still tell what they tell.
            return Optional.empty();
        }
    }

    private static void removeOutdated(
            Map<String, String> kept, Map<String, JsonSlices.Slice> beside, Map<String, String> now) {
        if (changed(TaskFields.STATUS, beside, now)) {
            OF_STATUS.forEach(kept::remove);
        }
        if (changed(TaskFields.PRIORITY, beside, now)) {
            kept.remove(TaskFields.PRIORITY);
        }
    }

    private static boolean changed(String name, Map<String, JsonSlices.Slice> beside, Map<String, String> now) {
        JsonSlices.Slice then = beside.get(name);
        return then != null && !sameValue(then.text(), now.getOrDefault(name, TaskFields.NULL));
    }

    /** Whether two JSON texts say the same, whatever their letters. */
    static boolean sameValue(String one, String other) {
        try {
            return one.equals(other) || JsonSlices.value(one).equals(JsonSlices.value(other));
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
