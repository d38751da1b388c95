package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import dev.taskport.heap.HeapContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    private boolean unfolded;

    /** @param mayTidy whether what is damaged may be moved out of the way */
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
     * @param newest the number that the next generation must be above
     * @param base the document of the generation
     * @param own the hashes that the queue file may have without anybody else having written it
     * @param unfolded whether there are changes that no document shows
     * @param notes what was amiss
     */
    record Loaded(
            JsonGeneration generation,
            long newest,
            LegacyImport base,
            HeapContent content,
            JsonLegacyOptions options,
            Set<String> own,
            boolean unfolded,
            List<String> notes) {
        Loaded {
            own = Set.copyOf(own);
            notes = List.copyOf(notes);
        }
    }

    /** @throws TaskportException DAMAGED if no generation is whole; SCHEMA_TOO_NEW if a newer version wrote the newest */
    Loaded load() {
        List<Long> numbers = folder.generations();
        JsonGeneration generation = newestWhole(numbers);
        JsonLegacyOptions options = generation.reading(asked);
        LegacyImport base = document(folder, generation, options, now);
        JsonContent content = new JsonContent(generation.content(base));
        for (long number = generation.number(); number <= numbers.get(0); number++) {
            replay(number, generation, content);
        }
        unfolded |= generation.number() != numbers.get(0);
        return new Loaded(
                generation,
                numbers.get(0),
                base,
                content.content(),
                options,
                own(generation, numbers.get(0)),
                unfolded,
                notes);
    }

    /** A generation whose state is damaged may have been written into the queue file all the same. */
    private Set<String> own(JsonGeneration generation, long last) {
        Set<String> own = generation.own(folder.isWritten(generation.number()));
        for (long number = generation.number() + 1; number <= last; number++) {
            try {
                LegacyText text =
                        LegacyText.read(folder.document(number), asked.own().bytesMax());
                own.add(text.sha256());
                own.add(LegacyText.sha256Of(JsonDocument.open(text.text())));
            } catch (TaskportException | UncheckedIOException e) {
                LOG.debug("{} cannot be read either", folder.document(number), e);
            }
        }
        return own;
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
                notes.add("generation " + number + " is damaged and the one before it was used with its journal: "
                        + e.getMessage());
                unfolded = true;
            }
        }
        throw first == null ? ErrorCode.NOT_FOUND.error(folder.path() + " holds no state of a queue.") : first;
    }

    /** The journal of a generation leads to the next, so that with it the one before is as good. */
    private void replay(long number, JsonGeneration from, JsonContent content) {
        String header = JsonJournal.header(number, number == from.number() ? from.document() : documentOf(number));
        JsonJournal.Read journal = JsonJournal.read(folder.journal(number), header);
        for (String entry : journal.entries()) {
            content.apply(JsonChange.read(entry, content::find));
            unfolded = true;
        }
        if (!journal.fault().isEmpty()) {
            notes.add("journal " + number + " was set aside behind "
                    + journal.entries().size() + " entries, because " + journal.fault() + aside(number));
            unfolded = true;
        }
    }

    /** The hash that a damaged generation's journal names: it must only agree with itself. */
    private String documentOf(long number) {
        String header = JsonJournal.headerOf(folder.journal(number));
        return header == null ? "" : header.substring(header.lastIndexOf(' ') + 1);
    }

    private String aside(long number) {
        if (!mayTidy) {
            return "";
        }
        try {
            return ": " + folder.setAside(folder.journal(number), number);
        } catch (IOException e) {
            throw JsonFile.unavailable(folder.journal(number), "cannot be set aside", e);
        }
    }
}
