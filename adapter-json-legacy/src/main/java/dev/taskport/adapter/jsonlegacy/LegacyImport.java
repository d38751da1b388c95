package dev.taskport.adapter.jsonlegacy;

import dev.taskport.adapter.jsonlegacy.LegacyNotes.Kind;
import dev.taskport.domain.Dependency;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskportException;
import dev.taskport.heap.HeapContent;
import dev.taskport.heap.HeapContent.KeptTask;
import dev.taskport.port.ForeignReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a queue file means here.
 *
 * @param sources the records that are tasks, in the order of the file
 * @param tasks one for each of them
 * @param plain the same, as they would be without what Taskport keeps beside the legacy fields
 */
record LegacyImport(
        LegacyIdentity identity,
        List<LegacyTaskJson> sources,
        List<Task> tasks,
        List<Task> plain,
        List<ForeignReader.Warning> warnings,
        List<ForeignReader.Reject> rejects) {

    LegacyImport {
        sources = List.copyOf(sources);
        plain = List.copyOf(plain);
        tasks = List.copyOf(tasks);
        warnings = List.copyOf(warnings);
        rejects = List.copyOf(rejects);
    }

    /** @param importedAt the present time */
    static LegacyImport of(LegacyDocument document, JsonLegacyOptions options, Instant importedAt) {
        return of(document, options, importedAt, Map.of());
    }

    /** @param known the tasks that records of these ids are known to be, whatever their place */
    static LegacyImport of(
            LegacyDocument document, JsonLegacyOptions options, Instant importedAt, Map<String, Task> known) {
        return new Reading(document, options, known).read(importedAt);
    }

    /** Everything that the file says, for a store that begins with it. */
    HeapContent content(LegacyDocument document, Instant readAt) {
        return new HeapContent(
                tasks.stream().map(task -> new KeptTask(task, null, List.of())).toList(),
                LegacyRootRecords.of(document, identity.lineage(), readAt),
                Set.of(),
                List.of(),
                List.of());
    }

    /** A record that can become a task. */
    private record Entry(
            LegacyTaskJson json,
            Map<String, String> fields,
            @Nullable ExternalId externalId,
            LegacyMapping.Meaning meaning) {}

    private static final class Reading {
        private final LegacyDocument document;
        private final LegacyIdentity identity;
        private final LegacyMapping mapping;
        private final LegacyNotes notes = new LegacyNotes();
        private final LegacyNotes untold = new LegacyNotes();
        private final List<Entry> entries = new ArrayList<>();
        private final Map<String, Integer> byExternalId = new HashMap<>();
        private final List<ForeignReader.Reject> rejects = new ArrayList<>();
        private final Map<String, Task> known;

        Reading(LegacyDocument document, JsonLegacyOptions options, Map<String, Task> known) {
            this.known = known;
            this.document = document;
            this.identity = LegacyIdentity.of(document);
            this.mapping = new LegacyMapping(options);
        }

        LegacyImport read(Instant importedAt) {
            document.records().forEach(this::take);
            List<LegacyTaskJson> sources = entries.stream().map(Entry::json).toList();
            LegacyIds ids = LegacyIds.of(identity, document.records().size(), sources, known);
            List<Task> plain = tasks(importedAt, ids);
            List<Task> tasks = new ArrayList<>();
            for (int i = 0; i < plain.size(); i++) {
                tasks.add(ids.ownsKept(i) ? kept(sources.get(i), plain.get(i)) : plain.get(i));
            }
            LegacyCounters.compare(document, entries.stream().map(Entry::fields).toList(), notes);
            return new LegacyImport(identity, sources, tasks, plain, notes.warnings(), rejects);
        }

        private Task kept(LegacyTaskJson source, Task plain) {
            return KeptFields.of(source)
                    .flatMap(kept -> kept.over(plain, source))
                    .orElseGet(() -> {
                        notes.note(Kind.TASKPORT, source.where());
                        return plain;
                    });
        }

        private void take(LegacyTaskJson record) {
            Map<String, String> fields = record.isObject() ? record.fields() : Map.of();
            Optional<String> reason = obstacle(record, fields);
            if (reason.isPresent()) {
                String id = fields.containsKey("id") ? ", id " + shortened(fields.get("id")) : "";
                rejects.add(new ForeignReader.Reject(record.where() + id, reason.get(), record.source()));
                return;
            }
            String id = LegacyTaskJson.text(fields, "id").orElse("");
            if (id.isEmpty()) {
                notes(record).note(Kind.NO_ID, "line " + record.line());
            } else {
                byExternalId.put(id, entries.size());
            }
            entries.add(new Entry(record, fields, id.isEmpty() ? null : new ExternalId(id), meaning(record, fields)));
        }

        /** Why the record cannot be a task. */
        private Optional<String> obstacle(LegacyTaskJson record, Map<String, String> fields) {
            if (!record.isObject()) {
                return Optional.of("it is not an object");
            }
            String raw = fields.getOrDefault("id", "null");
            if (raw.equals("null") || raw.equals("\"\"")) {
                return tooLarge(record);
            }
            Optional<String> id = LegacyTaskJson.text(fields, "id");
            if (id.isEmpty()) {
                return Optional.of("its id is not a text");
            }
            if (byExternalId.containsKey(id.get())) {
                return Optional.of("its id is also that of "
                        + entries.get(byExternalId.get(id.get())).json().where());
            }
            return illegal(id.get()).or(() -> tooLarge(record));
        }

        private static Optional<String> illegal(String id) {
            try {
                new ExternalId(id);
                return Optional.empty();
            } catch (TaskportException e) {
                return Optional.of("its id is not a legal one: " + e.getMessage());
            }
        }

        private static Optional<String> tooLarge(LegacyTaskJson record) {
            try {
                JsonText.of(record.source());
                return Optional.empty();
            } catch (TaskportException e) {
                return Optional.ofNullable(e.getMessage());
            }
        }

        /** What Taskport keeps of a task is not interpreted, so that what its other fields would be read as is not told. */
        private LegacyNotes notes(LegacyTaskJson record) {
            return record.kept() == null ? notes : untold;
        }

        private LegacyMapping.Meaning meaning(LegacyTaskJson record, Map<String, String> fields) {
            Optional<String> word = LegacyTaskJson.text(fields, "status");
            LegacyMapping.Meaning meaning = mapping.status(word.orElse(""));
            if (!meaning.known()) {
                notes(record).note(Kind.STATUS, word.orElse("none"));
            }
            return meaning;
        }

        private List<Task> tasks(Instant importedAt, LegacyIds ids) {
            LegacyTasks tasks = new LegacyTasks(document, mapping, importedAt);
            List<List<Integer>> edges = new ArrayList<>();
            Set<Integer> dangling = new HashSet<>();
            for (int i = 0; i < entries.size(); i++) {
                edges.add(edges(i, dangling));
            }
            Set<Integer> circle =
                    LegacyDependencies.inCircles(edges, i -> status(i).finished());
            List<Task> mapped = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                if (circle.contains(i)) {
                    notes(i).note(Kind.DEPENDENCY_CYCLE, named(i));
                }
                boolean hopeless = dangling.contains(i) || circle.contains(i);
                mapped.add(task(tasks, i, ids, dependencies(edges.get(i), ids), hopeless));
            }
            return mapped;
        }

        private Task task(LegacyTasks tasks, int i, LegacyIds ids, List<Dependency> dependencies, boolean hopeless) {
            Entry entry = entries.get(i);
            if (entry.meaning().interrupted()) {
                notes(i).note(Kind.INTERRUPTED, named(i));
            }
            return tasks.task(
                    ids.id(i),
                    ids.lineage(i),
                    entry.json(),
                    new LegacyFields(entry.fields(), mapping, notes(i)),
                    entry.externalId(),
                    entry.meaning(),
                    dependencies,
                    hopeless);
        }

        /** The tasks that the entry depends on; what is not there makes it dangle. */
        private List<Integer> edges(int i, Set<Integer> dangling) {
            LegacyFields fields = new LegacyFields(entries.get(i).fields(), mapping, notes(i));
            if (!fields.has(LegacyTasks.DEPENDENCIES)) {
                return List.of();
            }
            List<Integer> edges = new ArrayList<>();
            List<String> references = fields.texts(LegacyTasks.DEPENDENCIES).orElse(List.of("?"));
            for (String reference : references) {
                Integer on = byExternalId.get(reference);
                if (on != null && !edges.contains(on)) {
                    edges.add(on);
                } else if (on == null && dangling.add(i)) {
                    notes(i).note(Kind.DEPENDENCY_MISSING, named(i) + " on " + shortened(reference));
                }
            }
            return edges;
        }

        private List<Dependency> dependencies(List<Integer> edges, LegacyIds ids) {
            return edges.stream()
                    .map(on -> new Dependency(ids.id(on), status(on) == TaskStatus.COMPLETED))
                    .toList();
        }

        private LegacyNotes notes(int i) {
            return notes(entries.get(i).json());
        }

        private TaskStatus status(int i) {
            return entries.get(i).meaning().status();
        }

        private String named(int i) {
            Entry entry = entries.get(i);
            return entry.externalId() == null
                    ? entry.json().where()
                    : entry.externalId().value();
        }

        private static String shortened(String text) {
            return text.length() <= 40 ? text : text.substring(0, 40) + "…";
        }
    }
}
