package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskportException;
import dev.taskport.heap.HeapContent;
import dev.taskport.heap.HeapContent.KeptTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a store together again from the folder beside its queue file: the newest whole generation, then its journal. */
final class JsonLoading {

    private static final Logger LOG = LoggerFactory.getLogger(JsonLoading.class);

    private final JsonFolder folder;
    private final JsonLegacyOptions asked;
    private final Instant now;
    private final boolean mayTidy;
    private final List<String> notes = new ArrayList<>();
    private final Set<Long> damaged = new HashSet<>();
    private boolean unfolded;
    private String merged = "";

    /** @param mayTidy whether what is damaged may be copied out of the way */
    JsonLoading(JsonFolder folder, JsonLegacyOptions asked, Instant now, boolean mayTidy) {
        this.folder = folder;
        this.asked = asked;
        this.now = now;
        this.mayTidy = mayTidy;
    }

    /**
     * A store as it is in its folder.
     *
     * @param generation on which it stands
     * @param newest the number that the next generation must be above; the journal of this number is the last one
     * @param journalHeader what that journal begins with
     * @param base the document of the generation
     * @param older the hashes that the queue file may have because its last writing was cut off
     * @param merged the hash of what another program wrote and is in the journal already; empty if there is none
     * @param unfolded whether there are changes that no document shows
     * @param notes what was amiss
     */
    record Loaded(
            JsonGeneration generation,
            long newest,
            String journalHeader,
            LegacyImport base,
            HeapContent content,
            JsonLegacyOptions options,
            Set<String> older,
            String merged,
            boolean unfolded,
            List<String> notes) {
        Loaded {
            older = Set.copyOf(older);
            notes = List.copyOf(notes);
        }

        /** The hashes that the queue file may have without anything in it being new. */
        Set<String> own() {
            Set<String> own = new HashSet<>(older);
            own.addAll(generation.own(true));
            if (!merged.isEmpty()) {
                own.add(merged);
            }
            return own;
        }
    }

    /** @throws TaskportException DAMAGED if no generation is whole; SCHEMA_TOO_NEW if a newer version wrote the newest */
    Loaded load() {
        List<Long> numbers = folder.generations();
        JsonGeneration generation = newestWhole(numbers);
        long newest = numbers.get(0);
        JsonLegacyOptions options = generation.reading(asked);
        LegacyImport base = document(folder, generation, options, now);
        JsonContent content = new JsonContent(generation.content(base));
        for (long number = generation.number(); number <= newest; number++) {
            replay(number, generation, content);
        }
        HeapContent found = content.content();
        for (long number = generation.number() + 1; number <= newest; number++) {
            compare(number, found, options);
        }
        return new Loaded(
                generation,
                newest,
                header(newest, generation),
                base,
                found,
                options,
                older(generation, newest),
                merged,
                unfolded,
                notes);
    }

    /** What a damaged generation's document says otherwise, for people. */
    private void compare(long number, HeapContent found, JsonLegacyOptions options) {
        try {
            LegacyDocument document =
                    LegacyReader.read(folder.document(number), options.own().bytesMax());
            Map<TaskId, Task> there = new HashMap<>();
            LegacyImport.of(document, options, now).tasks().forEach(task -> there.put(task.id(), task));
            List<String> names = new ArrayList<>();
            for (KeptTask kept : found.tasks()) {
                Task task = there.remove(kept.task().id());
                if (task == null || !task.stamp().equals(kept.task().stamp())) {
                    names.add(LegacyRecords.nameOf(kept.task()));
                }
            }
            there.values().forEach(task -> names.add(LegacyRecords.nameOf(task)));
            notes.add("what was put together again differs from the document of generation " + number + " in "
                    + (names.isEmpty()
                            ? "no task."
                            : ForeignChanges.part(names, names.size() == 1 ? "task" : "tasks") + "."));
        } catch (TaskportException | UncheckedIOException e) {
            LOG.debug("{} cannot be read either", folder.document(number), e);
        }
    }

    /** A generation whose state is damaged may have been written into the queue file all the same. */
    private Set<String> older(JsonGeneration generation, long last) {
        Set<String> older = new HashSet<>();
        if (!folder.isWritten(generation.number())) {
            older.add(generation.replaces());
        }
        for (long number = generation.number() + 1; number <= last; number++) {
            try {
                LegacyText text =
                        LegacyText.read(folder.document(number), asked.own().bytesMax());
                older.add(text.sha256());
                older.add(LegacyText.sha256Of(JsonDocument.open(text.text())));
            } catch (TaskportException | UncheckedIOException e) {
                LOG.debug("{} cannot be read either", folder.document(number), e);
            }
        }
        return older;
    }

    static LegacyImport document(JsonFolder folder, JsonGeneration generation, JsonLegacyOptions options, Instant now) {
        LegacyDocument document = LegacyReader.read(
                folder.document(generation.number()), options.own().bytesMax());
        return LegacyImport.of(document, options, now);
    }

    private JsonGeneration newestWhole(List<Long> numbers) {
        TaskportException first = null;
        for (long number : numbers) {
            try {
                return JsonGeneration.read(folder, number);
            } catch (TaskportException e) {
                if (e.code() != ErrorCode.DAMAGED) {
                    throw e;
                }
                first = first == null ? e : first;
                unfolded = true;
                notes.add("generation " + number + " is damaged and the one before it was used with its journal: "
                        + e.getMessage());
                damaged.add(number);
            }
        }
        throw first == null ? ErrorCode.NOT_FOUND.error(folder.path() + " holds no state of a queue.") : first;
    }

    /** The journal of a generation leads to the next, so that with it the one before is as good. */
    private void replay(long number, JsonGeneration from, JsonContent content) {
        if (damaged.contains(number)) {
            setAside(folder.state(number));
            setAside(folder.document(number));
        }
        JsonJournal.Read journal = JsonJournal.read(folder.journal(number), header(number, from));
        for (String entry : journal.entries()) {
            content.apply(JsonChange.read(entry, content::find));
            merged = JsonChange.merged(entry).orElse(merged);
            unfolded = true;
        }
        if (!journal.fault().isEmpty()) {
            notes.add("journal " + number + " was set aside behind "
                    + journal.entries().size() + " entries, because " + journal.fault()
                    + setAside(folder.journal(number)));
            unfolded = true;
        }
    }

    /** What a journal begins with; that of a damaged generation must only agree with itself. */
    private String header(long number, JsonGeneration from) {
        if (number == from.number()) {
            return JsonJournal.header(number, from.document());
        }
        String header = JsonJournal.headerOf(folder.journal(number));
        return header != null && header.startsWith(JsonJournal.header(number, ""))
                ? header
                : JsonJournal.header(number, documentHash(number));
    }

    private String documentHash(long number) {
        try {
            return LegacyText.sha256(
                    JsonFile.read(folder.document(number), asked.own().bytesMax()));
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** Only a copy: what lies there stays until everything that is good in it is elsewhere. */
    private String setAside(Path file) {
        if (!mayTidy || !Files.exists(file)) {
            return "";
        }
        try {
            return ": " + folder.setAside(file);
        } catch (IOException e) {
            throw JsonFile.unavailable(file, "cannot be set aside", e);
        }
    }
}
