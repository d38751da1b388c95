package dev.taskport.adapter.jsonlegacy;

import dev.taskport.adapter.jsonlegacy.JsonLoading.Loaded;
import dev.taskport.adapter.jsonlegacy.JsonWorld.Step;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The generation that is ours, and the journal of changes since. For one thread at a time. */
final class JsonLedger implements AutoCloseable {

    private final JsonFolder folder;
    private final JsonWorld world;
    private JsonGeneration generation;
    /** Of the last journal: the generation's own, or that of a damaged one behind it. */
    private long newest;

    private String header;
    private @Nullable JsonJournal journal;
    private boolean unfolded;

    JsonLedger(JsonFolder folder, Loaded loaded, JsonWorld world) {
        this.folder = folder;
        this.world = world;
        this.generation = loaded.generation();
        this.newest = loaded.newest();
        this.header = loaded.journalHeader();
        this.unfolded = loaded.unfolded();
    }

    JsonGeneration generation() {
        return generation;
    }

    /** Whether there are changes that the generation does not have. */
    boolean unfolded() {
        return unfolded;
    }

    /** Whether no damaged generation lies behind this one. */
    boolean isNewest() {
        return newest == generation.number();
    }

    /** The number of the generation that is written next. */
    long next() {
        return newest + 1;
    }

    /** The size of the journal, as far as it was opened. */
    long length() {
        return journal == null ? 0 : journal.length();
    }

    /**
     * Adds an entry, and returns when it is on the disk.
     *
     * @throws dev.taskport.domain.TaskportException UNAVAILABLE if the entry is not there; OUTCOME_UNKNOWN if it may be found later
     */
    void append(String entry) {
        opened().append(entry);
        unfolded = true;
    }

    private JsonJournal opened() {
        try {
            world.before(Step.APPEND);
            JsonJournal open = journal == null ? JsonJournal.open(folder.journal(newest), header) : journal;
            journal = open;
            return open;
        } catch (IOException e) {
            throw JsonJournal.unwritten(folder.journal(newest), e, true);
        }
    }

    /** From here on the written generation is ours, whatever becomes of the queue file: it has everything. */
    void standOn(JsonGeneration written) {
        JsonJournal before = journal;
        journal = null;
        generation = written;
        newest = written.number();
        header = JsonJournal.header(newest, written.document());
        unfolded = false;
        if (before != null) {
            before.close();
        }
    }

    /** Bytes on the disk. */
    long bytes() {
        return JsonFile.size(folder.document(generation.number()))
                + JsonFile.size(folder.state(generation.number()))
                + JsonFile.size(folder.journal(newest));
    }

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
        }
    }
}
