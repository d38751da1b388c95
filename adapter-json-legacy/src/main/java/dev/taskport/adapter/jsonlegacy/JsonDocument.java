package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.heap.HeapContent;
import dev.taskport.heap.HeapContent.KeptTask;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tasks of a store as the text of a queue file.
 *
 * @param order of the tasks in it
 */
record JsonDocument(String text, List<TaskId> order) {

    /** What stands in {@code updated_by} while there are changes that the file does not show yet. */
    static final String OPEN =
            "taskport, which is at work: newer changes are in the folder beside this file until it ends";

    JsonDocument {
        order = List.copyOf(order);
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The text of a file that is being worked on: the same, but for the note of who writes it. */
    static String open(String text) {
        String note = JsonSlices.quoted(OPEN);
        return JsonSlices.member(text, LegacyRoot.UPDATED_BY)
                .map(member -> member.replacedIn(text, note))
                .orElseGet(() -> withNote(text, note));
    }

    private static String withNote(String text, String note) {
        int begin = text.indexOf('{') + 1;
        return text.substring(0, begin) + "\n  \"" + LegacyRoot.UPDATED_BY + "\": " + note + ","
                + text.substring(begin);
    }

    /**
     * Writes everything that a queue file can tell of a store.
     *
     * @param before the order of the tasks that were in the file; new ones come behind them
     */
    static JsonDocument of(
            HeapContent content, List<TaskId> before, JsonLegacyOptions options, Path file, Instant now) {
        return new Writing(content, options).write(ordered(content, before), file, now);
    }

    private static List<Task> ordered(HeapContent content, List<TaskId> before) {
        Map<TaskId, Task> tasks = content.tasks().stream()
                .map(KeptTask::task)
                .collect(Collectors.toMap(Task::id, task -> task, (a, b) -> b, java.util.LinkedHashMap::new));
        Set<TaskId> order = new LinkedHashSet<>(before);
        order.retainAll(tasks.keySet());
        order.addAll(tasks.keySet());
        return order.stream().map(tasks::get).toList();
    }

    private static final class Writing {
        private final JsonLegacyOptions options;
        private final LegacyRoot root;
        private final LegacyRecords records;

        Writing(HeapContent content, JsonLegacyOptions options) {
            this.options = options;
            this.root = LegacyRoot.of(content);
            Map<String, String> names = new HashMap<>();
            content.tasks().forEach(kept -> names.put(kept.task().id().toString(), LegacyRecords.nameOf(kept.task())));
            this.records = new LegacyRecords(
                    LegacyRoot.lineages(content), options, id -> names.getOrDefault(id, id), BesideRecords.of(content));
        }

        JsonDocument write(List<Task> tasks, Path file, Instant now) {
            tasks.forEach(records::reserve);
            List<LegacyTaskJson> plain = new ArrayList<>();
            tasks.forEach(task -> plain.add(new LegacyTaskJson(plain.size(), 0, records.text(task), null)));
            LegacyRoot written = root.untouched(tasks, records) ? root : root.counted(plain, now);
            List<String> elements = withKept(tasks, plain, written, file, now);
            return new JsonDocument(
                    text(written, elements), tasks.stream().map(Task::id).toList());
        }

        /** Reads the records as anybody would who has only them, and writes beside each what that does not tell. */
        private List<String> withKept(
                List<Task> tasks, List<LegacyTaskJson> plain, LegacyRoot written, Path file, Instant now) {
            LegacyDocument document = new LegacyDocument(file, "", 0, written.order(), written.fields(), plain);
            List<Task> read = LegacyImport.of(document, options, now).plain();
            if (read.size() != tasks.size()) {
                throw new IllegalStateException("Of " + tasks.size() + " records only " + read.size() + " can be read");
            }
            List<String> elements = new ArrayList<>();
            for (int i = 0; i < tasks.size(); i++) {
                LegacyTaskJson record = plain.get(i);
                String kept = KeptFields.of(tasks.get(i), read.get(i), record.fields());
                elements.add(new LegacyTaskJson(i, 0, record.source(), kept).text());
            }
            return elements;
        }

        private static String text(LegacyRoot root, List<String> elements) {
            String tasks = elements.isEmpty()
                    ? "[]"
                    : elements.stream().collect(Collectors.joining(",\n    ", "[\n    ", "\n  ]"));
            return root.order().stream()
                    .map(name -> "\n  " + JsonSlices.quoted(name) + ": "
                            + (name.equals(LegacyDocument.TASKS)
                                    ? tasks
                                    : root.fields().get(name)))
                    .collect(Collectors.joining(",", "{", "\n}\n"));
        }
    }
}
