package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.TaskId;
import dev.taskport.heap.HeapCare;
import dev.taskport.heap.HeapStore;
import dev.taskport.port.BackendCare;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Looks after a store in a queue file. */
final class JsonLegacyStoreCare implements BackendCare {

    private final HeapStore store;
    private final Path file;
    private final JsonLegacyOptions options;
    private final Supplier<List<Check>> files;
    private final LongSupplier bytes;
    private final Supplier<List<TaskId>> order;

    /**
     * @param files what is to be told of the files
     * @param bytes how large they are
     * @param order of the tasks in the queue file
     */
    JsonLegacyStoreCare(
            HeapStore store,
            Path file,
            JsonLegacyOptions options,
            Supplier<List<Check>> files,
            LongSupplier bytes,
            Supplier<List<TaskId>> order) {
        this.store = store;
        this.file = file;
        this.options = options;
        this.files = files;
        this.bytes = bytes;
        this.order = order;
    }

    @Override
    public List<Check> check() {
        List<Check> checks = new ArrayList<>(new HeapCare(store).check());
        checks.addAll(store.read(files));
        return checks;
    }

    /** One file: a queue file that the old program can read, and in it everything else of the store. */
    @Override
    public long backup(Path target) {
        return JsonBackup.write(target, store, file, options, store.read(order));
    }

    /** Each note as a check that is well. */
    static List<Check> notes(List<String> notes) {
        List<Check> checks = new ArrayList<>();
        notes.forEach(note -> checks.add(new Check("note-" + (checks.size() + 1), true, note)));
        return checks;
    }

    @Override
    public long size() {
        return store.read(bytes::getAsLong);
    }
}
