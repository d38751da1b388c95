package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ExternalId;
import dev.taskport.domain.Stamp;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskportException;
import dev.taskport.heap.HeapContent;
import dev.taskport.heap.HeapStore;
import dev.taskport.port.RecordKey;
import dev.taskport.port.StoredRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings in what another program has written into a queue file since Taskport wrote it. What it changed in a legacy field
 * counts; everything else stays as it is here. Tokens only grow, so that a worker whose task was changed under it finds its
 * lease lost.
 */
final class ForeignChanges {

    /** What another program cannot know, and so does not decide. */
    private static final Set<String> OURS = Set.of(
            TaskFields.ID,
            TaskFields.LINEAGE,
            TaskFields.STAMP,
            TaskFields.IMPORTED_AT,
            TaskFields.ATTEMPT,
            TaskFields.LEASE_EPOCH,
            TaskFields.LEASE_GENERATION);

    private final HeapStore store;
    private final HeapContent content;
    private final LegacyImport base;
    private final LegacyImport theirs;
    private final Map<String, Integer> baseByName;
    private final Map<ExternalId, TaskId> names = new HashMap<>();
    private int changed;
    private int overruled;
    private int added;
    private int removed;
    private int kept;
    private int refused;

    private ForeignChanges(HeapStore store, LegacyImport base, LegacyImport theirs) {
        this.store = store;
        this.content = store.content();
        this.base = base;
        this.theirs = theirs;
        this.baseByName = byName(base);
        content.tasks().forEach(kept -> name(kept.task()));
    }

    /**
     * Brings a file in.
     *
     * @param base the document that Taskport wrote
     * @param file what is there now
     * @return what was done, for people
     */
    static String bringIn(
            HeapStore store,
            LegacyImport base,
            LegacyDocument written,
            LegacyDocument file,
            JsonLegacyOptions options) {
        Instant now = store.moment().now();
        LegacyImport theirs = LegacyImport.of(file, options, now, known(base, store.content()));
        ForeignChanges changes = new ForeignChanges(store, base, theirs);
        changes.tasks();
        changes.root(written, file, now);
        return changes.told();
    }

    private static Map<String, Task> known(LegacyImport base, HeapContent content) {
        Map<String, Task> known = new HashMap<>();
        // A name that no record can have: only that their ids are taken matters.
        content.tasks().forEach(each -> known.put("\u0000" + each.task().id(), each.task()));
        byName(base).forEach((name, i) -> known.put(name, base.tasks().get(i)));
        return known;
    }

    /** The places of the records by their names. */
    private static Map<String, Integer> byName(LegacyImport read) {
        Map<String, Integer> byName = new LinkedHashMap<>();
        for (int i = 0; i < read.sources().size(); i++) {
            byName.put(name(read.sources().get(i)), i);
        }
        return byName;
    }

    private void name(Task task) {
        ExternalId name = task.spec().externalId();
        if (name != null && task.workspace().equals(LegacyTasks.WORKSPACE)) {
            names.put(name, task.id());
        }
    }

    /** A record's id, or, where it has none, all its letters. */
    private static String name(LegacyTaskJson record) {
        return LegacyTaskJson.text(record.fields(), "id").orElse("\u0000" + record.source());
    }

    private void tasks() {
        Map<String, Integer> theirNames = byName(theirs);
        theirNames.forEach((name, i) -> {
            Integer before = baseByName.get(name);
            if (before == null) {
                add(theirs.tasks().get(i));
            } else if (!sameFields(before, i)) {
                change(before, i);
            }
        });
        baseByName.forEach((name, i) -> {
            if (!theirNames.containsKey(name)) {
                remove(base.tasks().get(i));
            }
        });
        refused += theirs.rejects().size();
    }

    private boolean sameFields(int before, int now) {
        Map<String, String> was = base.sources().get(before).fields();
        Map<String, String> is = theirs.sources().get(now).fields();
        return was.keySet().equals(is.keySet())
                && is.entrySet().stream()
                        .allMatch(field -> KeptFields.sameValue(
                                field.getValue(), was.getOrDefault(field.getKey(), TaskFields.NULL)));
    }

    private void change(int before, int now) {
        Task written = base.tasks().get(before);
        Optional<Task> present = store.find(written.id());
        Task ours = present.orElse(written);
        Map<String, String> difference = TaskFields.difference(
                TaskFields.of(base.plain().get(before)),
                TaskFields.of(theirs.plain().get(now)));
        difference.keySet().removeAll(OURS);
        Map<String, String> fields = TaskFields.overlaid(TaskFields.of(ours), difference);
        if (difference.containsKey(TaskFields.STATUS)) {
            List.of(TaskFields.LEASED_BY, TaskFields.LEASED_UNTIL, TaskFields.PROGRESS)
                    .forEach(fields::remove);
        }
        Task merged = TaskFields.task(fields);
        if (!accepted(merged)) {
            refused++;
            return;
        }
        store.put(newer(merged));
        changed++;
        overruled += present.isPresent() && ours.stamp().compareTo(written.stamp()) > 0 ? 1 : 0;
    }

    private Task newer(Task task) {
        Stamp stamp = new Stamp(
                Math.max(task.stamp().generation(), store.identity().generation()),
                task.stamp().version() + 1);
        return new Task(task.id(), task.lineage(), task.spec(), task.state(), stamp);
    }

    private void add(Task task) {
        if (store.find(task.id()).isPresent() || !accepted(task)) {
            refused++;
            return;
        }
        store.put(task);
        added++;
    }

    /** Whether no other task has the name of this one. */
    private boolean accepted(Task task) {
        ExternalId name = task.spec().externalId();
        return name == null || task.id().equals(names.getOrDefault(name, task.id()));
    }

    /** A task that they removed goes, unless it was worked on here since. */
    private void remove(Task written) {
        Optional<Task> ours = store.find(written.id());
        if (ours.isEmpty()) {
            return;
        }
        if (ours.get().stamp().equals(written.stamp())) {
            store.remove(written.id());
            removed++;
        } else {
            kept++;
        }
    }

    private void root(LegacyDocument written, LegacyDocument file, Instant now) {
        var lineage = Optional.ofNullable(LegacyRoot.of(content).lineage())
                .orElse(theirs.identity().lineage());
        Map<RecordKey, StoredRecord> stored = content.records().stream()
                .filter(LegacyRootRecords::isOne)
                .collect(Collectors.toMap(StoredRecord::key, each -> each));
        Map<String, String> fresh = new LinkedHashMap<>(file.rootFields());
        fresh.values().removeIf(value -> value.equals(JsonSlices.quoted(JsonDocument.OPEN)));
        Set<String> changedNames = new HashSet<>();
        fresh.forEach((name, value) -> {
            String was = written.rootFields().get(name);
            if (was == null || !KeptFields.sameValue(was, value)) {
                changedNames.add(name);
            }
        });
        boolean gone = !fresh.keySet().containsAll(written.rootFields().keySet());
        boolean known =
                stored.keySet().stream().anyMatch(key -> key.path().equals(lineage + LegacyRootRecords.DOCUMENT));
        if (!known || !changedNames.isEmpty()) {
            LegacyRootRecords.of(file, lineage, now).stream()
                    .filter(record -> !known || changes(record, changedNames, lineage.toString()))
                    .forEach(record -> put(record, stored.get(record.key())));
        }
        if (gone && known) {
            written.rootFields().keySet().stream()
                    .filter(name -> !file.rootFields().containsKey(name))
                    .forEach(name -> store.remove(LegacyRootRecords.key(lineage, name)));
        }
    }

    private static boolean changes(StoredRecord record, Set<String> names, String lineage) {
        return record.key().path().equals(lineage + LegacyRootRecords.DOCUMENT)
                || names.stream().anyMatch(name -> record.key().path().endsWith("/" + LegacyRootRecords.encoded(name)));
    }

    private void put(StoredRecord record, @Nullable StoredRecord before) {
        long version = before == null ? 1 : before.version() + 1;
        store.put(new StoredRecord(record.key(), record.content(), version, record.updatedAt(), null));
    }

    private String told() {
        return "another program has written the queue file: " + changed + " tasks changed, " + added + " added, "
                + removed + " removed"
                + (overruled > 0
                        ? "; of those changed, " + overruled
                                + " had been worked on here as well, and the file's fields counted"
                        : "")
                + (kept > 0 ? "; " + kept + " that it removed had been worked on here and were kept" : "")
                + (refused > 0 ? "; " + refused + " of its records are no tasks and were left in the copy" : "");
    }

    /** The tasks that the file has, in its order. */
    static List<TaskId> order(LegacyImport read) {
        return read.tasks().stream().map(Task::id).toList();
    }

    /** Whether a file can be read as a queue. */
    static @Nullable LegacyDocument readable(byte[] bytes, JsonFolder folder, JsonLegacyOptions options) {
        try {
            return LegacyReader.read(LegacyText.of(folder.data(), bytes));
        } catch (TaskportException e) {
            return null;
        }
    }
}
