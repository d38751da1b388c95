package dev.taskport.adapter.jsonlegacy;

import dev.taskport.adapter.jsonlegacy.JsonFolding.Written;
import dev.taskport.adapter.jsonlegacy.JsonLoading.Loaded;
import dev.taskport.adapter.jsonlegacy.JsonLooking.Looked;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskId;
import dev.taskport.heap.HeapChange;
import dev.taskport.heap.HeapGrowth;
import dev.taskport.heap.HeapKeeper;
import dev.taskport.heap.HeapStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a store in a queue file: each group of writes goes into the journal beside it, and from time to time the journal is
 * folded into a file that the old program can read. Looks before each group whether somebody else has written the file.
 */
final class JsonKeeper implements HeapKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(JsonKeeper.class);

    /** While the file cannot be folded, the journal grows to so many times its limit, or of a megabyte. */
    private static final long JOURNAL_MAX = 16;

    private static final long MEGABYTE = 1024L * 1024;
    private static final int GROUPS_BETWEEN_MAX = 64;

    private final JsonFolder folder;
    private final JsonLegacyOptions options;
    private final JsonQueueFile file;
    private final JsonLooking looking;
    private final JsonFolding folding;
    private final JsonLedger ledger;
    private final JsonLimits limits;
    private final JsonNotes notes;

    private SeenFile seen;
    /** What the running group has found; it becomes what was seen once the group is durable. */
    private Looked looked;
    /** What the file may be if its last writing was cut off; nothing once it shows the generation. */
    private Set<String> older;
    /** These, and what another program wrote and is in the journal already. */
    private Set<String> known;
    /** A fold that has failed is not tried again at each write, because each time it goes through the whole store. */
    private int failures;

    private int groupsSinceFailure;

    JsonKeeper(JsonFolder folder, Loaded loaded, JsonWorld world) {
        this.folder = folder;
        this.options = loaded.options();
        this.file = new JsonQueueFile(folder, options.own().bytesMax(), world);
        this.looking = new JsonLooking(folder, options, file);
        this.folding = new JsonFolding(folder, options, file, world);
        this.ledger = new JsonLedger(folder, loaded, world);
        this.limits = new JsonLimits(folder.data(), options);
        this.notes = new JsonNotes(folder.data());
        this.older = loaded.older();
        this.known = loaded.own();
        this.seen = SeenFile.unknown(ForeignChanges.order(loaded.base()));
        this.looked = Looked.nothing(seen);
        loaded.notes().forEach(notes::add);
    }

    /** What was amiss since the store was opened. */
    List<String> notes() {
        return notes.all();
    }

    /** To be called once the store has what was loaded, and before it is handed to anybody. */
    void opened(HeapStore store) {
        limits.written(ledger.bytes(), store.extent());
        folder.removeTemporaries();
        store.refresh();
        store.read(() -> {
            foldWhatIsLeft(store);
            return store.identity();
        });
    }

    @Override
    public void begin(HeapStore store) {
        requireRoom(store);
        looked = looking.look(store, ledger.generation(), seen, known);
    }

    /** A journal that cannot be folded must not fill the disk. */
    private void requireRoom(HeapStore store) {
        long max = JOURNAL_MAX * Math.max(options.journalLimit(), MEGABYTE);
        if (ledger.length() > max) {
            tryToFold(store);
        }
        if (ledger.length() > max) {
            throw ErrorCode.UNAVAILABLE.error(String.format(
                    "%s could not be written for so long that the journal beside it has more than %,d bytes. Nothing was"
                            + " stored. What was acknowledged is safe in %s. Make the file writable or free space on the disk;"
                            + " the check of the store says what is in the way.",
                    folder.data(), max, folder.path()));
        }
    }

    @Override
    public void admit(HeapGrowth growth) {
        limits.admit(growth);
    }

    @Override
    public void keep(HeapStore store, HeapChange change) {
        Looked found = looked;
        boolean changed = !change.isEmpty() || found.foreign();
        String entry =
                changed ? JsonChange.text(change, found.foreign() ? found.seen().hash() : "") : "";
        boolean fold = found.foreign() || found.late() || ledger.length() + entry.length() > options.journalLimit();
        SeenFile now = change.changesTasks() && !fold ? marked(found.seen()) : found.seen();
        if (changed) {
            ledger.append(entry);
        }
        take(found, now);
        if (fold && (failures == 0 || ++groupsSinceFailure >= Math.min(1 << failures, GROUPS_BETWEEN_MAX))) {
            tryToFold(store);
        }
    }

    /** Before the first change that the file does not show, the file says so. */
    private SeenFile marked(SeenFile present) {
        try {
            return mark(present);
        } catch (IOException e) {
            throw JsonJournal.unwritten(folder.data(), e, true);
        }
    }

    private SeenFile mark(SeenFile present) throws IOException {
        // If somebody has just written the file, the next group brings that in.
        return present.hash().equals(ledger.generation().document())
                ? folding.mark(ledger.generation(), present).orElse(present)
                : present;
    }

    /** What was looked at is durable now. */
    private void take(Looked found, SeenFile now) {
        seen = now;
        if (found.late()) {
            file.lateIsKept();
        }
        if (found.foreign()) {
            mayBe(Set.of());
        }
        found.told().forEach(notes::add);
        looked = Looked.nothing(now);
    }

    private void mayBe(Set<String> hashes) {
        older = hashes;
        known = hashes;
    }

    private void foldWhatIsLeft(HeapStore store) {
        if (ledger.unfolded() || !shown()) {
            tryToFold(store);
        }
    }

    /** The journal has everything already, so that a fold may also come later, and may fail in any way. */
    private void tryToFold(HeapStore store) {
        try {
            groupsSinceFailure = 0;
            fold(store);
            failures = 0;
        } catch (IOException | RuntimeException e) {
            LOG.debug("The fold failed", e);
            failures = Math.min(failures + 1, 10);
            notes.add("the queue file cannot be written now (" + e.getClass().getSimpleName() + ": " + e.getMessage()
                    + "). Nothing is lost: the changes are in the folder beside it. It is tried again.");
            tryToMark();
        }
    }

    private void tryToMark() {
        try {
            seen = mark(seen);
        } catch (IOException | RuntimeException e) {
            LOG.debug("The file cannot be marked either", e);
        }
    }

    private void fold(HeapStore store) throws IOException {
        // If only the last steps are missing, they come first: each new generation takes as much space as the one
        // before.
        boolean cutOff = ledger.isNewest() && older.contains(seen.hash()) && !shown();
        if ((!cutOff || show()) && (ledger.unfolded() || !shown())) {
            long before = ledger.generation().number();
            standOn(folding.write(ledger.next(), store, seen), store);
            if (show()) {
                folding.tidy(before);
            }
        }
    }

    private void standOn(Written written, HeapStore store) {
        ledger.standOn(written.generation());
        mayBe(Set.of(seen.hash()));
        seen = new SeenFile(seen.fingerprint(), seen.hash(), written.order());
        limits.written(written.bytes(), store.extent());
        written.unfit().forEach(notes::add);
    }

    /** Whether the file is the document of the generation, perhaps with the note that there are newer changes. */
    private boolean shown() {
        return ledger.generation().own(true).contains(seen.hash());
    }

    private boolean show() throws IOException {
        Optional<SeenFile> shown = folding.show(ledger.generation(), ledger.unfolded(), seen);
        shown.ifPresent(now -> {
            seen = now;
            mayBe(Set.of());
        });
        return shown.isPresent();
    }

    /** Writes what is still only in the journal; to be called when no write comes any more. */
    void close(HeapStore store) {
        try (ledger) {
            foldWhatIsLeft(store);
        }
    }

    /** Bytes on the disk. */
    long bytes() {
        return JsonFile.size(folder.data()) + ledger.bytes();
    }

    /** Whether the file is what was written last. */
    boolean asWritten() {
        return shown() && file.look().hash().equals(seen.hash());
    }

    long number() {
        return ledger.generation().number();
    }

    @Override
    public boolean importTimesBelongToTasks() {
        return false;
    }

    /** Of the tasks in the file; to be asked inside a read of the store. */
    List<TaskId> order() {
        return seen.order();
    }
}
