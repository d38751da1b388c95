package dev.taskport.port;

import dev.taskport.domain.TaskId;
import dev.taskport.domain.Workspace;
import java.util.List;

/**
 * What running tasks say, for people to read.
 *
 * <ul>
 *   <li><b>G1</b> A line is kept only while the task is LEASED under exactly the writer's lease.
 *   <li><b>G2</b> Lines of a task come back in the order in which they were appended, also within one microsecond.
 *   <li><b>G3</b> A task keeps its newest {@value #LINES_MAX} lines; older ones go first.
 * </ul>
 */
public interface TaskLog {

    /** How many lines a task keeps. */
    int LINES_MAX = 1000;

    /** The most lines of one {@link #append}. */
    int BATCH_MAX = 10_000;

    List<LeaseAnswer> append(List<LogAppend> lines);

    /**
     * Reads lines in order.
     *
     * @param after the sequence number of the last line read; 0 for the beginning
     * @param limit 1 to {@value #LINES_MAX}
     */
    List<LogLine> read(Workspace workspace, TaskId task, long after, int limit);
}
