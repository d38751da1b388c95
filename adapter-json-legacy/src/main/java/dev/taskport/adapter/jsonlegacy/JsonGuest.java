package dev.taskport.adapter.jsonlegacy;

import dev.taskport.adapter.jsonlegacy.JsonLoading.Loaded;
import dev.taskport.domain.ErrorCode;
import dev.taskport.heap.HeapChange;
import dev.taskport.heap.HeapGrowth;
import dev.taskport.heap.HeapKeeper;
import dev.taskport.heap.HeapStore;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at a store and refuses every write. */
final class JsonGuest implements HeapKeeper {

    private final JsonFolder folder;
    private final @Nullable Loaded loaded;
    private final List<String> notes = new ArrayList<>();

    /** @param loaded null for a file with nothing beside it */
    JsonGuest(JsonFolder folder, @Nullable Loaded loaded) {
        this.folder = folder;
        this.loaded = loaded;
        if (loaded != null) {
            notes.addAll(loaded.notes());
        }
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Brings in what another program has written, so that it is seen, and not more. */
    void lookAt(HeapStore store) {
        if (loaded == null) {
            return;
        }
        try {
            byte[] bytes = Files.exists(folder.data()) ? Files.readAllBytes(folder.data()) : new byte[0];
            LegacyDocument theirs = loaded.own().contains(LegacyText.sha256(bytes))
                    ? null
                    : ForeignChanges.readable(bytes, folder, loaded.options());
            if (theirs != null) {
                notes.add(ForeignChanges.bringIn(
                                store,
                                ForeignChanges.written(
                                        folder, loaded.generation().number(), loaded.options()),
                                theirs,
                                loaded.options())
                        .told());
                store.settled();
            }
        } catch (IOException e) {
            throw JsonFile.unavailable(folder.data(), "cannot be read", e);
        }
    }

    long bytes() {
        JsonFile.Fingerprint found = JsonFile.fingerprint(folder.data());
        return found == null ? 0 : found.size();
    }

    @Override
    public void begin(HeapStore store) {
        throw ErrorCode.UNSUPPORTED.error(
                folder.data() + " was opened for reading only. Nothing was changed. Open it for work, or migrate it.");
    }

    @Override
    public void admit(HeapGrowth growth) {
        throw new IllegalStateException("No write begins");
    }

    @Override
    public void keep(HeapStore store, HeapChange change) {
        throw new IllegalStateException("No write begins");
    }
}
