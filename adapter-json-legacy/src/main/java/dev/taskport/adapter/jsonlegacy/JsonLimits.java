package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.heap.HeapGrowth;
import dev.taskport.heap.HeapGrowth.Extent;
import java.nio.file.Path;

/**
 * How large a store in a queue file may become. Tasks are added up to the size limit; everything else that grows, such as
 * results, records and logs, is taken up to twice of it, so that what is at work can still end.
 */
final class JsonLimits {

    /** What a record takes beside its texts. */
    private static final int RECORD_OVERHEAD = 600;

    private final Path file;
    private final JsonLegacyOptions options;
    /** What was on the disk, and what was in the store, when the file was written last. */
    private long bytesThen;

    private Extent then = Extent.NOTHING;

    JsonLimits(Path file, JsonLegacyOptions options) {
        this.file = file;
        this.options = options;
    }

    void written(long bytes, Extent extent) {
        bytesThen = bytes;
        then = extent;
    }

    void admit(HeapGrowth growth) {
        int tasks = growth.after().tasks();
        boolean created = growth.createdTasks();
        if (created && tasks > options.taskLimit()) {
            throw tooLarge(String.format("%,d tasks are more than the %,d", tasks, options.taskLimit()), "task-limit");
        }
        long bytes = bytesThen
                + growth.after().characters()
                - then.characters()
                + (long) RECORD_OVERHEAD * (tasks - then.tasks());
        long limit = created ? options.sizeLimit() : options.sizeLimitOfGrowth();
        if (bytes > limit) {
            throw tooLarge(String.format("about %,d bytes are more than the %,d", bytes, limit), "size-limit");
        }
    }

    private RuntimeException tooLarge(String what, String option) {
        return ErrorCode.LIMIT_EXCEEDED.error(what + " that " + file + " may hold, because each change of a JSON"
                + " queue may rewrite all of it. Nothing was stored. Move the queue with taskport migrate json:"
                + file + " --to sqlite:./taskport.db, prune finished tasks, or raise the option "
                + option + ".");
    }
}
