package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.heap.HeapCare;
import dev.taskport.heap.HeapContent;
import dev.taskport.heap.HeapStore;
import dev.taskport.port.BackendCare;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
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

    /**
     * @param files what is to be told of the files
     * @param bytes how large they are
     */
    JsonLegacyStoreCare(
            HeapStore store, Path file, JsonLegacyOptions options, Supplier<List<Check>> files, LongSupplier bytes) {
        this.store = store;
        this.file = file;
        this.options = options;
        this.files = files;
        this.bytes = bytes;
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
        byte[] copy = store.read(this::copy);
        return Apart.run(() -> write(target, copy));
    }

    private byte[] copy() {
        HeapContent content = store.content();
        JsonDocument document = JsonDocument.of(
                content, List.of(), options, file, store.moment().now());
        return JsonBackup.text(document, content, store.identity(), options).getBytes(StandardCharsets.UTF_8);
    }

    private static long write(Path target, byte[] copy) {
        try {
            JsonFile.writeNew(target, copy);
            JsonFile.forceFolder(target);
        } catch (FileAlreadyExistsException e) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "The backup " + target + " exists already and was left as it is. Choose another name.", e);
        } catch (IOException e) {
            throw ErrorCode.UNAVAILABLE.error(
                    "The backup " + target + " could not be written (" + e.getMessage()
                            + "). The queue is unchanged. Look at the disk and the folder's permissions.",
                    e);
        }
        return copy.length;
    }

    @Override
    public long size() {
        return store.read(bytes::getAsLong);
    }
}
