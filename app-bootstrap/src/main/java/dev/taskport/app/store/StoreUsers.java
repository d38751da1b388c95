package dev.taskport.app.store;

import dev.taskport.app.output.Json;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordStore;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.TaskTransfer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** The folders whose configuration named a store, as the store remembers them. They do not move with the tasks. */
public final class StoreUsers {

    static final String COLLECTION = TaskTransfer.RUNTIME_PREFIX + "users";

    private StoreUsers() {}

    /** Remembers the folder; writes only if that is news. */
    static void remember(RecordStore records, Path folder, BackendAddress address) {
        Path user = folder.toAbsolutePath().normalize();
        RecordKey key = new RecordKey(Workspace.DEFAULT, COLLECTION, nameOf(user));
        JsonText content = JsonText.of(Json.write(Json.object("folder", user, "address", address)));
        boolean known = records.get(key)
                .filter(record -> record.content().equals(content))
                .isPresent();
        if (!known) {
            records.write(List.of(new RecordWrite.Put(key, content, null, null)));
        }
    }

    /** One document per folder: {@code folder} and {@code address}. */
    public static List<JsonText> list(RecordStore records) {
        return records.list(Workspace.DEFAULT, COLLECTION, "", null, 100).stream()
                .map(record -> record.content())
                .toList();
    }

    /** A folder's path may hold any letter and be long; a record's path may not. */
    private static String nameOf(Path folder) {
        return UUID.nameUUIDFromBytes(folder.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
