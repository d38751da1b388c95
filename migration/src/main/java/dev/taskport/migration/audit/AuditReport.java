package dev.taskport.migration.audit;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an audit saw.
 *
 * @param folder the folder, without links in its path
 * @param visited files and folders that were seen
 * @param cutShort why not everything was seen; null if it was
 * @param queues in order of their paths
 * @param passedBy what was not looked at, and why; the first {@value #PASSED_BY_MAX}
 */
public record AuditReport(
        Path folder, long visited, @Nullable String cutShort, List<Queue> queues, List<PassedBy> passedBy) {

    static final int PASSED_BY_MAX = 100;

    public AuditReport {
        queues = List.copyOf(queues);
        passedBy = List.copyOf(passedBy);
    }

    /** Something that was not looked at. */
    public record PassedBy(Path path, String reason) {}

    /**
     * A file that is called as queue files are.
     *
     * @param bytes its size
     * @param modifiedAt when the file was written last
     * @param content what is in it; null if it is no queue, or a broken one
     * @param problem why it is none; null if it is one
     * @param copyOf another file of the report with the same bytes, earlier in the order; null if there is none
     * @param writer what is known of who writes it
     */
    public record Queue(
            Path path,
            long bytes,
            Instant modifiedAt,
            @Nullable Content content,
            @Nullable Problem problem,
            @Nullable Path copyOf,
            WriterSigns writer) {}

    /**
     * What is wrong with a file.
     *
     * @param code UNSUPPORTED if it is another kind of file, DAMAGED if it is broken, LIMIT_EXCEEDED or UNAVAILABLE if it
     *     was not read
     */
    public record Problem(ErrorCode code, String message) {}

    /**
     * What is in a queue file.
     *
     * @param format as its structure says
     * @param byStatus how many tasks there would be in each status here
     * @param newestChangeAt the latest time that its tasks tell of; null if there is no task
     * @param rejected records that are no tasks
     * @param warnings what had to be interpreted
     */
    public record Content(
            QueueFormat format,
            long tasks,
            Map<TaskStatus, Long> byStatus,
            @Nullable Instant newestChangeAt,
            long rejected,
            List<String> warnings) {

        public Content {
            byStatus = Map.copyOf(byStatus);
            warnings = List.copyOf(warnings);
        }
    }
}
