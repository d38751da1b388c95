package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ExternalId;
import dev.taskport.domain.Lineage;
import dev.taskport.domain.Stamp;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskportException;
import dev.taskport.heap.HeapContent;
import dev.taskport.heap.HeapStore;
import dev.taskport.port.RecordKey;
import dev.taskport.port.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings in what another program has written into a queue file since Taskport wrote it. What it changed in a legacy field
 * counts; everything else stays as it is here. Tokens only grow, so that a worker whose task was changed under it finds its
 * lease lost.
 */
final class ForeignChanges {

    private static final Logger LOG = LoggerFactory.getLogger(ForeignChanges.class);

    /** So many tasks are named in what is told. */
    private static final int NAMED_MAX = 5;

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
    private final JsonLegacyOptions options;
    private final HeapContent content;
    private final @Nullable Lineage lineage;
    private final Set<Lineage> lineages;
    private final Map<TaskId, Map<String, String>> beside;
    private final LegacyImport base;
    private final LegacyImport theirs;
    private final Map<String, Integer> baseByName;
    private final Map<ExternalId, TaskId> names = new HashMap<>();
    private final List<String> changed = new ArrayList<>();
    private final List<String> overruled = new ArrayList<>();
    private final List<String> added = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();
    private final List<String> unclear = new ArrayList<>();
    private int refused;

    private ForeignChanges(HeapStore store, JsonLegacyOptions options, LegacyImport base, LegacyImport theirs) {
        this.store = store;
        this.options = options;
        this.content = store.content();
        this.lineage = LegacyRoot.of(content).lineage();
        this.lineages = LegacyRoot.lineages(content);
        this.beside = BesideRecords.of(content);
        this.base = base;
        this.theirs = theirs;
        this.baseByName = byName(base);
        content.tasks().forEach(each -> name(each.task()));
    }

    /**
     * Brings a file in.
     *
     * @param written what Taskport wrote lately, the newest first
     * @param file what is there now
     * @return what was done
     */
    static ForeignChanges bringIn(
            HeapStore store, List<LegacyDocument> written, LegacyDocument file, JsonLegacyOptions options) {
        Instant now = store.moment().now();
        JsonLegacyOptions reading = reading(options);
        LegacyDocument newest = written.get(0);
        LegacyDocument edited = ForeignEdits.onNewest(written, file);
        LegacyImport base = LegacyImport.of(newest, reading, now);
        LegacyImport theirs = LegacyImport.of(edited, reading, now, known(base, store.content()));
        ForeignChanges changes = new ForeignChanges(store, options, base, theirs);
        changes.tasks();
        changes.root(newest, edited, now);
        return changes;
    }

    /** What Taskport wrote lately: the document of the generation, then the others that are still there. */
    static List<LegacyDocument> written(JsonFolder folder, long generation, JsonLegacyOptions options) {
        long max = options.own().bytesMax();
        List<LegacyDocument> written = new ArrayList<>();
        written.add(LegacyReader.read(folder.document(generation), max));
        for (long number : folder.documents()) {
            try {
                if (number != generation) {
                    written.add(LegacyReader.read(folder.document(number), max));
                }
            } catch (TaskportException e) {
                LOG.debug("{} is of no help", folder.document(number), e);
            }
        }
        return written;
    }

    /** Here, unlike in a file that is left by everybody, somebody is at work on what is in progress. */
    private static JsonLegacyOptions reading(JsonLegacyOptions options) {
        Map<String, TaskStatus> statuses = new HashMap<>(options.statuses());
        LegacyMapping.RUNNING.forEach(word -> statuses.putIfAbsent(word, TaskStatus.HELD));
        return options.reading(options.zone(), statuses);
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
            byName.put(ForeignEdits.name(read.sources().get(i)), i);
        }
        return byName;
    }

    private void name(Task task) {
        ExternalId name = task.spec().externalId();
        if (name != null && task.workspace().equals(LegacyTasks.WORKSPACE)) {
            names.put(name, task.id());
        }
    }

    private void tasks() {
        Map<String, Integer> theirNames = byName(theirs);
        theirNames.forEach((name, i) -> {
            Integer before = baseByName.get(name);
            if (before == null) {
                add(i);
            } else if (!ForeignEdits.sameFields(fields(base, before), fields(theirs, i))) {
                change(before, i);
            }
        });
        baseByName.forEach((name, i) -> {
            if (!theirNames.containsKey(name)) {
                missing(base.tasks().get(i));
            }
        });
        refused += theirs.rejects().size();
    }

    private static Map<String, String> fields(LegacyImport read, int i) {
        return read.sources().get(i).fields();
    }

    private void change(int before, int now) {
        Task written = base.tasks().get(before);
        Optional<Task> present = store.find(written.id());
        Task ours = present.orElse(written);
        Map<String, String> difference = TaskFields.difference(
                TaskFields.of(base.plain().get(before)),
                TaskFields.of(theirs.plain().get(now)));
        difference.keySet().removeAll(OURS);
        if (!LegacyRecords.isWrittenFrom(ours, base.sources().get(before), lineages)) {
            // The record tells only a part of them: the payload and the attributes themselves lie in what is kept
            // beside.
            List.of(TaskFields.PAYLOAD, TaskFields.ATTRIBUTES).forEach(difference::remove);
        }
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
        beside(merged, fields(base, before), fields(theirs, now));
        changed.add(LegacyRecords.nameOf(merged));
        if (present.isPresent() && ours.stamp().compareTo(written.stamp()) > 0) {
            overruled.add(LegacyRecords.nameOf(merged));
        }
    }

    /** Keeps what no task can tell, for the next time that the record is written. */
    private void beside(Task task, Map<String, String> was, Map<String, String> is) {
        Map<String, String> before = beside.getOrDefault(task.id(), Map.of());
        Map<String, String> now = new LinkedHashMap<>(before);
        boolean own = LegacyRecords.isFresh(task, lineages);
        Set<String> differing = ForeignEdits.differing(was, is);
        for (String name : differing) {
            String value = is.get(name);
            boolean taken = name.equals(TaskFields.STATUS) && isTaken(value);
            if (value != null && (taken || (own && !LegacyRecords.HOMES.contains(name)))) {
                now.put(name, value);
            } else {
                now.remove(name);
            }
        }
        if (own || !was.isEmpty()) {
            doers(task, differing, is, now);
        }
        if (!now.equals(before)) {
            BesideRecords.put(store, content, task.id(), now);
        }
    }

    /** Whom the program names counts for the time that it names, and not for what is done here later. */
    private static void doers(Task task, Set<String> differing, Map<String, String> is, Map<String, String> now) {
        for (LegacyDoer doer : LegacyDoer.values()) {
            if (differing.contains(doer.who()) || differing.contains(doer.when())) {
                put(now, doer.who(), is.get(doer.who()));
                put(now, doer.when(), is.containsKey(doer.who()) ? LegacyRecords.timeOf(doer, task.state()) : null);
            }
        }
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value == null) {
            fields.remove(name);
        } else {
            fields.put(name, value);
        }
    }

    private boolean isTaken(@Nullable String word) {
        return word != null
                && word.startsWith("\"")
                && new LegacyMapping(options).status(JsonSlices.decoded(word)).interrupted();
    }

    private Task newer(Task task) {
        Stamp stamp = new Stamp(
                Math.max(task.stamp().generation(), store.identity().generation()),
                task.stamp().version() + 1);
        return new Task(task.id(), task.lineage(), task.spec(), task.state(), stamp);
    }

    private void add(int i) {
        Task task = ofThisFile(theirs.tasks().get(i));
        if (store.find(task.id()).isPresent() || !accepted(task)) {
            refused++;
            return;
        }
        store.put(task);
        beside(task, Map.of(), fields(theirs, i));
        added.add(LegacyRecords.nameOf(task));
    }

    /** Also if its first record, by which a file is known otherwise, is not there any more. */
    private Task ofThisFile(Task task) {
        return lineage == null || !task.lineage().equals(theirs.identity().lineage())
                ? task
                : new Task(task.id(), lineage, task.spec(), task.state(), task.stamp());
    }

    /** Whether no other task has the name of this one. */
    private boolean accepted(Task task) {
        ExternalId name = task.spec().externalId();
        return name == null || task.id().equals(names.getOrDefault(name, task.id()));
    }

    /** A record that is no task may be what became of the one that is missing, and then nobody has removed it. */
    private void missing(Task written) {
        if (theirs.rejects().isEmpty()) {
            remove(written);
        } else if (store.find(written.id()).isPresent()) {
            unclear.add(LegacyRecords.nameOf(written));
        }
    }

    /** A task that they removed goes, unless it was worked on here since. */
    private void remove(Task written) {
        Optional<Task> ours = store.find(written.id());
        if (ours.isEmpty()) {
            return;
        }
        if (ours.get().stamp().equals(written.stamp())) {
            store.remove(written.id());
            if (beside.containsKey(written.id())) {
                BesideRecords.put(store, content, written.id(), Map.of());
            }
            removed.add(LegacyRecords.nameOf(written));
        } else {
            kept.add(LegacyRecords.nameOf(written));
        }
    }

    private void root(LegacyDocument written, LegacyDocument file, Instant now) {
        Lineage root = lineage == null ? theirs.identity().lineage() : lineage;
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
        boolean known = stored.keySet().stream().anyMatch(key -> key.path().equals(root + LegacyRootRecords.DOCUMENT));
        if (!known || !changedNames.isEmpty()) {
            LegacyRootRecords.of(file, root, now).stream()
                    .filter(record -> !known || changes(record, changedNames, root.toString()))
                    .forEach(record -> put(record, stored.get(record.key())));
        }
        if (gone && known) {
            written.rootFields().keySet().stream()
                    .filter(name -> !file.rootFields().containsKey(name))
                    .forEach(name -> store.remove(LegacyRootRecords.key(root, name)));
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

    /** What was done, for people, with the next step. */
    String told() {
        if (changed.isEmpty() && added.isEmpty() && removed.isEmpty() && kept.isEmpty() && refused == 0) {
            return "another program has written the queue file, and no task in it was new.";
        }
        String told = "another program has written the queue file: "
                + part(changed, changed.size() == 1 ? "task changed" : "tasks changed")
                + ", " + part(added, "added") + ", " + part(removed, "removed") + ".";
        if (!overruled.isEmpty()) {
            told += " Of those changed, "
                    + part(overruled, "had been worked on here as well, and the file's fields counted") + ".";
        }
        if (!kept.isEmpty()) {
            told += " " + part(kept, "that it removed had been worked on here and stayed") + ".";
        }
        if (!unclear.isEmpty()) {
            told += " " + part(unclear, "that it lacks stayed, because a record that is no task may stand for them")
                    + ".";
        }
        if (refused > 0) {
            told += " " + refused + " of its records are no tasks and were left in the copy.";
        }
        return told + " If that was not meant, compare with the copy and change the tasks here.";
    }

    /** How many, what became of them, and the names of the first of them. */
    static String part(List<String> names, String what) {
        String first = String.join(", ", names.subList(0, Math.min(NAMED_MAX, names.size())));
        String more = names.size() > NAMED_MAX ? " and " + (names.size() - NAMED_MAX) + " more" : "";
        return names.size() + " " + what + (names.isEmpty() ? "" : " (" + first + more + ")");
    }

    /** The tasks that the file has, in its order. */
    List<TaskId> order() {
        return order(theirs);
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
