package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.Failure;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lineage;
import dev.taskport.domain.Priority;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskState;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.Workspace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tasks on the way back into records of the old program. A task that came from it has its original record in its
 * attributes: only what has changed since is overwritten. A task that was never there gets the fields that the old program
 * knows. For one thread.
 */
final class LegacyRecords {

    /** Fields of the old program that have no home in a task and so lie in its payload. */
    private static final String TOKENS = "estimated_tokens";

    private static final String FILE = "file";

    /** Every field that has a home in a task: a payload cannot overwrite these. */
    static final Set<String> HOMES = Set.of(
            "id",
            "title",
            "description",
            "status",
            "priority",
            "capability_required",
            "tags",
            "created_by",
            "created_at",
            "dependencies",
            "assigned_to",
            "assigned_at",
            "completed_at",
            "failures",
            LegacyTaskJson.TASKPORT);

    private final Set<Lineage> legacyLineages;
    private final JsonLegacyOptions options;
    private final Set<String> idsGiven = new LinkedHashSet<>();
    private final Set<TaskId> displaced = new HashSet<>();
    private final Function<String, String> names;
    private final Map<TaskId, Map<String, String>> beside;

    /**
     * @param legacyLineages the queues of the old program that were taken in
     * @param names the old program's id of a task, by its id
     * @param beside what the old program wrote into records and no task can tell
     */
    LegacyRecords(
            Set<Lineage> legacyLineages,
            JsonLegacyOptions options,
            Function<String, String> names,
            Map<TaskId, Map<String, String>> beside) {
        this.beside = Map.copyOf(beside);
        this.legacyLineages = Set.copyOf(legacyLineages);
        this.options = options;
        this.names = names;
    }

    /** Whether the task is in its first state, as the old program's record tells it. */
    boolean untouched(Task task) {
        return original(task) != null && task.stamp().equals(LegacyTasks.STAMP);
    }

    /** Gives an original record its id, which no other task may have; if one has it, the record cannot be written again. */
    void reserve(Task task) {
        String original = original(task);
        if (original != null
                && LegacyTaskJson.text(LegacyTaskJson.of(0, 1, original).fields(), "id")
                        .filter(id -> !idsGiven.add(id))
                        .isPresent()) {
            displaced.add(task.id());
        }
    }

    /** The text of the task's record, without what Taskport keeps beside it. */
    String text(Task task) {
        String original = original(task);
        if (original == null) {
            return object(withBeside(task, fresh(task)));
        }
        return untouched(task) ? original : object(withBeside(task, changed(task, original)));
    }

    /** The word that the old program wrote when it took a task stays until the task is given out or ended. */
    private Map<String, String> withBeside(Task task, Map<String, String> fields) {
        Map<String, String> kept = beside.getOrDefault(task.id(), Map.of());
        kept.forEach((name, value) -> {
            if (stillTrue(name, kept, task)) {
                fields.put(name, value);
            }
        });
        return fields;
    }

    private static boolean stillTrue(String name, Map<String, String> kept, Task task) {
        if (name.equals("status")) {
            return task.status() == TaskStatus.HELD;
        }
        return LegacyDoer.of(name)
                .map(doer -> Objects.equals(kept.get(doer.when()), timeOf(doer, task.state())))
                .orElse(!HOMES.contains(name));
    }

    /** As it would stand in the record; null if there is none. */
    static @Nullable String timeOf(LegacyDoer doer, TaskState state) {
        Instant time = doer.time(state);
        return time == null ? null : time(time);
    }

    /** Whether the record is the task's original one, and not one that was made for a task that has none. */
    static boolean isWrittenFrom(Task task, LegacyTaskJson record, Set<Lineage> legacyLineages) {
        JsonText attributes = task.spec().attributes();
        return attributes != null
                && !isFresh(task, legacyLineages)
                && LegacyTaskJson.text(
                                LegacyTaskJson.of(0, 1, attributes.text()).fields(), "id")
                        .equals(LegacyTaskJson.text(record.fields(), "id"));
    }

    /** Whether the task never was a record of one of these queues. */
    static boolean isFresh(Task task, Set<Lineage> legacyLineages) {
        JsonText attributes = task.spec().attributes();
        return attributes == null
                || task.state().importedAt() == null
                || !legacyLineages.contains(task.lineage())
                || !attributes.text().startsWith("{");
    }

    /** The original record; null if the task never was one. */
    private @Nullable String original(Task task) {
        JsonText attributes = task.spec().attributes();
        return attributes != null && !isFresh(task, legacyLineages) && !displaced.contains(task.id())
                ? attributes.text()
                : null;
    }

    static String object(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "\n      " + JsonSlices.quoted(field.getKey()) + ": " + field.getValue())
                .collect(Collectors.joining(",", "{", "\n    }"));
    }

    private Map<String, String> changed(Task task, String original) {
        LegacyTaskJson source = LegacyTaskJson.of(0, 1, original);
        Map<String, String> fields = new LinkedHashMap<>(source.fields());
        Task before = LegacyImport.of(
                        new LegacyDocument(Path.of(""), "", 0, List.of(), Map.of(), List.of(source)),
                        options,
                        Instant.EPOCH)
                .tasks()
                .get(0);
        payload(task, before, fields);
        spec(task, before, fields);
        state(task, before, fields);
        return fields;
    }

    private static void spec(Task task, Task before, Map<String, String> fields) {
        put(fields, "title", task.spec().title(), before.spec().title());
        put(fields, "description", task.spec().description(), before.spec().description());
        put(fields, "created_by", task.spec().createdBy(), before.spec().createdBy());
        if (!task.type().equals(before.type())) {
            fields.put("capability_required", JsonSlices.quoted(task.type().value()));
        }
        if (!task.spec().tags().equals(before.spec().tags())) {
            fields.put("tags", list(task.spec().tags()));
        }
        if (!task.priority().equals(before.priority())) {
            boolean number = fields.getOrDefault("priority", "").matches("-?[0-9].*");
            fields.put("priority", number ? Integer.toString(task.priority().value()) : word(task.priority()));
        }
    }

    private void state(Task task, Task before, Map<String, String> fields) {
        TaskState state = task.state();
        if (!tells(fields.get("status"), task.status())) {
            fields.put("status", JsonSlices.quoted(LegacyMapping.word(task.status())));
        }
        for (LegacyDoer doer : LegacyDoer.values()) {
            if (!doer.sameTime(state, before.state())) {
                putTime(fields, doer.when(), doer.time(state));
                fields.remove(doer.who()); // Whoever it was then, it was not at this time.
            }
        }
        if (state.leasedBy() != null) {
            fields.put("assigned_to", JsonSlices.quoted(state.leasedBy().value()));
        }
        if (!errors(state.failures()).equals(errors(before.state().failures()))) {
            fields.put("failures", failures(state.failures(), before.state().failures(), fields.get("failures")));
        }
    }

    /** Whether the original word still says what the task's status is. */
    private boolean tells(@Nullable String raw, TaskStatus status) {
        if (raw == null || !raw.startsWith("\"")) {
            return false;
        }
        LegacyMapping.Meaning meaning = new LegacyMapping(options).status(JsonSlices.decoded(raw));
        if (meaning.interrupted()) {
            return status == TaskStatus.LEASED;
        }
        return meaning.status() == status || (meaning.status() == TaskStatus.QUEUED && status == TaskStatus.BLOCKED);
    }

    /** What was edited in the payload goes back to where the payload came from. */
    private static void payload(Task task, Task before, Map<String, String> fields) {
        if (task.spec().payload().equals(before.spec().payload())) {
            return;
        }
        Map<String, String> wanted = members(task.spec().payload());
        if (wanted != null) {
            Map<String, String> was =
                    Objects.requireNonNullElse(members(before.spec().payload()), Map.of());
            was.keySet().stream().filter(name -> !wanted.containsKey(name)).forEach(fields::remove);
            wanted.forEach((name, value) -> {
                if (!HOMES.contains(name) && !value.equals(was.get(name))) {
                    fields.put(name, value);
                }
            });
        }
    }

    /** The members of a payload; null if it is no object that could stand in a queue file. */
    private static @Nullable Map<String, String> members(JsonText payload) {
        if (!payload.text().startsWith("{") || !JsonSlices.isStrict(payload.text())) {
            return null; // Deeper, longer or stranger than a queue file may be: it is kept as a text.
        }
        Map<String, String> members = new LinkedHashMap<>();
        JsonSlices.fields(payload.text()).forEach((name, value) -> members.put(name, value.text()));
        return members;
    }

    private Map<String, String> fresh(Task task) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id", JsonSlices.quoted(freshId(task)));
        fields.put(
                "title",
                JsonSlices.quoted(Objects.requireNonNullElse(
                        task.spec().title(), task.type().value())));
        fields.put(
                "description",
                JsonSlices.quoted(Objects.requireNonNullElse(task.spec().description(), "")));
        fields.put("status", JsonSlices.quoted(LegacyMapping.word(task.status())));
        fields.put("priority", word(task.priority()));
        fields.put("capability_required", JsonSlices.quoted(task.type().value()));
        Map<String, String> payload =
                Objects.requireNonNullElse(members(task.spec().payload()), Map.of());
        String tokens = payload.getOrDefault(TOKENS, "");
        fields.put(TOKENS, tokens.matches("[0-9]{1,18}") ? tokens : "0");
        fields.put("tags", list(task.spec().tags()));
        fields.put(
                "created_by",
                JsonSlices.quoted(Objects.requireNonNullElse(task.spec().createdBy(), "taskport")));
        fields.put("created_at", time(task.state().createdAt()));
        fields.put(
                "dependencies",
                list(task.state().dependencies().stream()
                        .map(dependency -> names.apply(dependency.on().toString()))
                        .toList()));
        if (payload.getOrDefault(FILE, "").startsWith("\"")) {
            fields.put(FILE, payload.get(FILE));
        }
        ended(task.state(), fields);
        return fields;
    }

    private static void ended(TaskState state, Map<String, String> fields) {
        if (state.leasedBy() != null) {
            fields.put("assigned_to", JsonSlices.quoted(state.leasedBy().value()));
        }
        for (LegacyDoer doer : LegacyDoer.values()) {
            putTime(fields, doer.when(), doer.time(state));
        }
        if (!state.failures().isEmpty()) {
            fields.put("failures", list(errors(state.failures())));
        }
    }

    private String freshId(Task task) {
        String name = names.apply(task.id().toString());
        while (!idsGiven.add(name)) {
            name = name + "-" + task.id();
        }
        return name;
    }

    /** The name that a task has in the old program, as far as its specification says. */
    static String nameOf(Task task) {
        return task.spec().externalId() != null && task.workspace().equals(Workspace.DEFAULT)
                ? task.spec().externalId().value()
                : task.id().toString();
    }

    private static String failures(List<Failure> now, List<Failure> before, @Nullable String raw) {
        boolean appended = now.size() >= before.size()
                && errors(now.subList(0, before.size())).equals(errors(before));
        if (raw == null || !raw.startsWith("[") || !appended) {
            return list(errors(now));
        }
        List<String> elements = new ArrayList<>();
        JsonSlices.elements(raw).forEach(element -> elements.add(element.text()));
        errors(now.subList(before.size(), now.size())).forEach(error -> elements.add(JsonSlices.quoted(error)));
        return "[" + String.join(", ", elements) + "]";
    }

    private static List<String> errors(List<Failure> failures) {
        return failures.stream().map(Failure::error).toList();
    }

    private static String word(Priority priority) {
        return JsonSlices.quoted(LegacyMapping.word(priority));
    }

    private static String list(List<String> texts) {
        return texts.stream().map(JsonSlices::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String time(Instant time) {
        return JsonSlices.quoted(LegacyMapping.text(time));
    }

    private static void put(Map<String, String> fields, String name, @Nullable String now, @Nullable String before) {
        if (Objects.equals(now, before)) {
            return;
        }
        if (now == null) {
            fields.remove(name);
        } else {
            fields.put(name, JsonSlices.quoted(now));
        }
    }

    private static void putTime(Map<String, String> fields, String name, @Nullable Instant now) {
        if (now == null) {
            fields.remove(name);
        } else {
            fields.put(name, time(now));
        }
    }
}
