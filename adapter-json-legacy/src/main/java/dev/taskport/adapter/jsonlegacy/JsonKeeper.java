package dev.taskport.adapter.jsonlegacy;

import dev.taskport.adapter.jsonlegacy.JsonFile.Fingerprint;
import dev.taskport.adapter.jsonlegacy.JsonLoading.Loaded;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.heap.HeapChange;
import dev.taskport.heap.HeapContent;
import dev.taskport.heap.HeapKeeper;
import dev.taskport.heap.HeapStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a store in a queue file: each group of writes goes into the journal beside it, and from time to time the journal is
 * folded into a file that the old program can read. Looks before each group whether somebody else has written the file.
 */
final class JsonKeeper implements HeapKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(JsonKeeper.class);

    /** What a record takes beside its texts. */
    private static final int RECORD_OVERHEAD = 600;

    private static final String NOTHING = "";

    private final JsonFolder folder;
    private final JsonLegacyOptions options;
    private final Set<String> notes = new LinkedHashSet<>();
    /** What the file may be if its last writing was cut off; nothing once it was looked at. */
    private Set<String> ownBefore;

    private JsonGeneration generation;
    private long newest;
    private List<TaskId> order;
    private long documentBytes;
    private @Nullable JsonJournal journal;
    /** Whether the file says that there are newer changes. */
    private boolean marked;

    private boolean foldDue;
    /** The file as it was last looked at, and its hash; empty for no file. */
    private @Nullable Fingerprint known;

    private String hash = NOTHING;
    private @Nullable Fingerprint lookedAt;
    private String lookedHash = NOTHING;
    private @Nullable List<TaskId> lookedOrder;

    JsonKeeper(JsonFolder folder, Loaded loaded) {
        this.folder = folder;
        this.options = loaded.options();
        this.generation = loaded.generation();
        this.newest = loaded.newest();
        this.order = ForeignChanges.order(loaded.base());
        this.ownBefore = loaded.own();
        this.foldDue = loaded.unfolded();
        this.documentBytes = size();
        loaded.notes().forEach(this::note);
    }

    /** What was amiss since the store was opened. */
    List<String> notes() {
        synchronized (notes) {
            return List.copyOf(notes);
        }
    }

    private void note(String what) {
        synchronized (notes) {
            if (notes.add(what)) {
                LOG.warn("{}: {}", folder.data(), what);
            }
        }
    }

    private long size() {
        Fingerprint found = JsonFile.fingerprint(folder.document(generation.number()));
        return found == null ? 0 : found.size();
    }

    @Override
    public void begin(HeapStore store) {
        lookedAt = JsonFile.fingerprint(folder.data());
        lookedHash = hash;
        lookedOrder = null;
        if (lookedAt == null || !lookedAt.equals(known)) {
            look(store);
        }
    }

    private void look(HeapStore store) {
        byte[] bytes = read();
        lookedHash = bytes == null ? NOTHING : LegacyText.sha256(bytes);
        if (lookedHash.equals(generation.document()) || lookedHash.equals(generation.open())) {
            marked = !lookedHash.equals(generation.document());
            return;
        }
        foldDue = true;
        if (ownBefore.contains(lookedHash)) {
            return; // The writing of this generation was cut off before its last step.
        }
        LegacyDocument theirs = bytes == null ? null : ForeignChanges.readable(bytes, folder, options);
        if (theirs != null) {
            merge(store, theirs, Objects.requireNonNull(bytes));
        } else {
            setAside(bytes == null);
        }
    }

    private byte @Nullable [] read() {
        try {
            return Files.readAllBytes(folder.data());
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw JsonFile.unavailable(folder.data(), "cannot be read", e);
        }
    }

    private void merge(HeapStore store, LegacyDocument theirs, byte[] bytes) {
        LegacyDocument written = LegacyReader.read(
                folder.document(generation.number()), options.own().bytesMax());
        LegacyImport base = LegacyImport.of(written, options, store.moment().now());
        String told = ForeignChanges.bringIn(store, base, written, theirs, options);
        lookedOrder = ForeignChanges.order(
                LegacyImport.of(theirs, options, store.moment().now()));
        try {
            note(told + ". A copy of what it wrote is " + folder.setAside(bytes, generation.number()) + ".");
        } catch (IOException e) {
            throw JsonFile.unavailable(folder.path(), "cannot take a copy of what another program wrote", e);
        }
    }

    private void setAside(boolean missing) {
        if (missing) {
            note("the queue file is gone; it is written again from what is beside it.");
            return;
        }
        try {
            note("the queue file is damaged and was set aside as "
                    + folder.setAside(folder.data(), generation.number())
                    + "; it is written again from what is beside it. Changes that another program may have made in it"
                    + " are only in that copy.");
            lookedHash = NOTHING;
        } catch (IOException e) {
            throw JsonFile.unavailable(folder.data(), "is damaged and cannot be set aside", e);
        }
    }

    @Override
    public void admit(int tasks, Collection<Task> created) {
        if (tasks > options.taskLimit()) {
            throw tooLarge(String.format("%,d tasks are more than the %,d", tasks, options.taskLimit()), "task-limit");
        }
        long bytes =
                documentBytes + created.stream().mapToLong(JsonKeeper::bytes).sum();
        if (bytes > options.sizeLimit()) {
            throw tooLarge(
                    String.format("about %,d bytes are more than the %,d", bytes, options.sizeLimit()), "size-limit");
        }
    }

    private RuntimeException tooLarge(String what, String option) {
        return ErrorCode.LIMIT_EXCEEDED.error(
                what + " that " + folder.data() + " may hold, because each change of a JSON"
                        + " queue may rewrite all of it. Nothing was stored. Move the queue with taskport migrate json:"
                        + folder.data() + " --to sqlite:./taskport.db, prune finished tasks, or raise the option "
                        + option + ".");
    }

    private static long bytes(Task task) {
        return RECORD_OVERHEAD
                + task.spec().payload().text().length()
                + length(task.spec().attributes())
                + (task.spec().description() == null
                        ? 0
                        : task.spec().description().length());
    }

    private static long length(@Nullable JsonText text) {
        return text == null ? 0 : text.text().length();
    }

    @Override
    public void keep(HeapStore store, HeapChange change) {
        known = lookedAt;
        hash = lookedHash;
        ownBefore = Set.of();
        order = lookedOrder == null ? order : lookedOrder;
        if (!change.isEmpty()) {
            append(change);
        }
        if (foldDue || (journal != null && journal.length() > options.journalLimit())) {
            tryToFold(store);
        }
    }

    private void append(HeapChange change) {
        try {
            if (change.changesTasks() && !marked && !foldDue) {
                mark();
            }
            JsonJournal open = journal == null ? newJournal() : journal;
            journal = open;
            open.append(JsonChange.text(change));
        } catch (IOException e) {
            throw JsonFile.unavailable(folder.path(), "cannot be written", e);
        }
        change.saved().stream()
                .filter(saved -> saved.before() == null)
                .forEach(saved -> documentBytes += bytes(saved.task()));
    }

    private JsonJournal newJournal() throws IOException {
        return JsonJournal.begin(
                folder.journal(generation.number()), JsonJournal.header(generation.number(), generation.document()));
    }

    /** Lets the file say that there are newer changes, before there is the first. */
    private void mark() throws IOException {
        LegacyText text = LegacyText.read(
                folder.document(generation.number()), options.own().bytesMax());
        write(JsonDocument.open(text.text()).getBytes(java.nio.charset.StandardCharsets.UTF_8), generation.open());
        marked = true;
    }

    private void write(byte[] bytes, String hashOfIt) throws IOException {
        JsonFile.replace(folder.data(), bytes);
        known = JsonFile.fingerprint(folder.data());
        hash = hashOfIt;
    }

    /** The journal has everything already, so that a fold may also come later. */
    private void tryToFold(HeapStore store) {
        try {
            fold(store);
        } catch (IOException e) {
            foldDue = true;
            note("the queue file cannot be written now (" + e.getClass().getSimpleName() + ": " + e.getMessage()
                    + "). Nothing is lost: the changes are in the folder beside it. It is tried again.");
        }
    }

    private void fold(HeapStore store) throws IOException {
        if (!hash.equals(present())) {
            foldDue = true; // Somebody is just writing it: first bring that in.
            known = null;
            return;
        }
        HeapContent content = store.content();
        JsonDocument document = JsonDocument.of(
                content, order, options, folder.data(), store.moment().now());
        long number = Math.max(newest, generation.number()) + 1;
        JsonGeneration next = write(number, document, content, store);
        write(document.bytes(), next.document());
        folder.markWritten(number);
        forgetBefore(next);
        order = document.order();
        documentBytes = document.bytes().length;
    }

    private String present() {
        byte[] bytes = read();
        return bytes == null ? NOTHING : LegacyText.sha256(bytes);
    }

    private JsonGeneration write(long number, JsonDocument document, HeapContent content, HeapStore store)
            throws IOException {
        String hashOfIt = LegacyText.sha256Of(document.text());
        String open = LegacyText.sha256Of(JsonDocument.open(document.text()));
        byte[] state = JsonGeneration.text(number, hashOfIt, open, hash, content, store.identity(), options);
        JsonFile.replace(folder.document(number), document.bytes());
        JsonFile.replace(folder.state(number), state);
        return JsonGeneration.read(folder, number);
    }

    private void forgetBefore(JsonGeneration next) {
        if (journal != null) {
            journal.close();
        }
        journal = null;
        long before = generation.number();
        generation = next;
        newest = next.number();
        marked = false;
        foldDue = false;
        folder.keepOnly(next.number(), before);
    }

    /** Writes what is still only in the journal; to be called when no write comes any more. */
    void close(HeapStore store) {
        if (journal != null || foldDue) {
            begin(store);
            known = lookedAt;
            hash = lookedHash;
            order = lookedOrder == null ? order : lookedOrder;
            tryToFold(store);
        }
        if (journal != null) {
            journal.close();
        }
    }

    /** Bytes on the disk. */
    long bytes() {
        long bytes = 0;
        List<java.nio.file.Path> files = new ArrayList<>(List.of(
                folder.data(),
                folder.document(generation.number()),
                folder.state(generation.number()),
                folder.journal(generation.number())));
        for (java.nio.file.Path file : files) {
            Fingerprint found = JsonFile.fingerprint(file);
            bytes += found == null ? 0 : found.size();
        }
        return bytes;
    }

    /** Whether the file is what was written last. */
    boolean asWritten() {
        return present().equals(hash);
    }

    long number() {
        return generation.number();
    }

    /** Of the tasks in the file; to be asked inside a read of the store. */
    List<TaskId> order() {
        return order;
    }
}
