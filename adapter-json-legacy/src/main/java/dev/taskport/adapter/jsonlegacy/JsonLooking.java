package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.TaskId;
import dev.taskport.heap.HeapStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks whether somebody else has written the queue file, and brings that into the store. */
final class JsonLooking {

    private final JsonFolder folder;
    private final JsonLegacyOptions options;
    private final JsonQueueFile file;

    JsonLooking(JsonFolder folder, JsonLegacyOptions options, JsonQueueFile file) {
        this.folder = folder;
        this.options = options;
        this.file = file;
    }

    /**
     * What a look has found; it counts once what it brought into the store is durable.
     *
     * @param foreign whether the queue file is not what Taskport wrote, and has to be written anew
     * @param late whether something was written into the file that was replaced last
     * @param told about it, for people
     */
    record Looked(SeenFile seen, boolean foreign, boolean late, List<String> told) {
        Looked {
            told = List.copyOf(told);
        }

        static Looked nothing(SeenFile seen) {
            return new Looked(seen, false, false, List.of());
        }
    }

    /** @param older the hashes that the file may have because its last writing was cut off */
    Looked look(HeapStore store, JsonGeneration generation, SeenFile seen, Set<String> older) {
        List<String> told = new ArrayList<>();
        Optional<FoundFile> late = late(generation, seen, older);
        late.ifPresent(found -> late(store, generation, found, told));
        boolean foreign = false;
        SeenFile now = seen;
        if (!seen.is(file.fingerprint())) {
            FoundFile found = file.look();
            foreign = !found.hash().equals(seen.hash())
                    && !generation.own(true).contains(found.hash())
                    && !older.contains(found.hash());
            now = foreign ? foreign(store, generation, seen, told) : seen.now(found);
        }
        return new Looked(now, foreign, late.isPresent(), told);
    }

    private Optional<FoundFile> late(JsonGeneration generation, SeenFile seen, Set<String> older) {
        Set<String> own = new HashSet<>(older);
        own.addAll(generation.own(false));
        own.add(seen.hash());
        return file.late(own);
    }

    private void late(HeapStore store, JsonGeneration generation, FoundFile found, List<String> told) {
        LegacyDocument theirs = found.queue();
        if (theirs == null) {
            told.add("another program has written into the queue file while it was replaced, and what it wrote is not"
                    + " whole. A copy is " + copy(found) + ".");
        } else {
            merge(store, generation, theirs, found, told);
        }
    }

    private SeenFile foreign(HeapStore store, JsonGeneration generation, SeenFile seen, List<String> told) {
        FoundFile found = file.settled();
        LegacyDocument theirs = found.queue();
        if (theirs != null) {
            return new SeenFile(found.fingerprint(), found.hash(), merge(store, generation, theirs, found, told));
        }
        told.add(
                found.missing()
                        ? "the queue file is gone; it is written again from what is beside it."
                        : "the queue file is damaged and was set aside as " + copy(found)
                                + "; it is written again from what is beside it. Changes that another program may have"
                                + " made in it are only in that copy.");
        return seen.now(found);
    }

    private List<TaskId> merge(
            HeapStore store, JsonGeneration generation, LegacyDocument theirs, FoundFile found, List<String> told) {
        ForeignChanges changes = ForeignChanges.bringIn(
                store, ForeignChanges.written(folder, generation.number(), options), theirs, options);
        told.add(changes.told() + " A copy of what it wrote is " + copy(found) + ".");
        return changes.order();
    }

    private Path copy(FoundFile found) {
        try {
            return folder.setAside(found.bytes());
        } catch (IOException e) {
            throw JsonFile.unavailable(folder.path(), "cannot take a copy of what another program wrote", e);
        }
    }
}
