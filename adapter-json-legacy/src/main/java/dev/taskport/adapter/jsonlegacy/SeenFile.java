package dev.taskport.adapter.jsonlegacy;

import dev.taskport.adapter.jsonlegacy.JsonFile.Fingerprint;
import dev.taskport.domain.TaskId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a queue file, and is in the store since. Replaced only as a whole, and only once that is durable.
 *
 * @param fingerprint by which a change is noticed cheaply; null for no file, and for a file that was not looked at yet
 * @param hash of its bytes; empty for no file
 * @param order of its tasks
 */
record SeenFile(@Nullable Fingerprint fingerprint, String hash, List<TaskId> order) {

    private static final String UNKNOWN = "not looked at yet";

    SeenFile {
        order = List.copyOf(order);
    }

    /** Before the first look. */
    static SeenFile unknown(List<TaskId> order) {
        return new SeenFile(null, UNKNOWN, order);
    }

    /** The same tasks in another file. */
    SeenFile now(FoundFile found) {
        return new SeenFile(found.fingerprint(), found.hash(), order);
    }

    boolean is(@Nullable Fingerprint present) {
        return fingerprint != null && fingerprint.equals(present);
    }
}
