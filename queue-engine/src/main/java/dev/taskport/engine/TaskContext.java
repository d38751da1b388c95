package dev.taskport.engine;

import dev.taskport.domain.JsonText;
import dev.taskport.domain.Task;
import dev.taskport.port.LogLevel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a handler may know and do about the attempt it runs. Safe for use by several threads. */
public interface TaskContext {

    /** The task as it was claimed. */
    Task task();

    /** Its payload, letter for letter. */
    JsonText payload();

    /** Which attempt this is, from 1. */
    int attempt();

    /**
     * Says how far the work has come. Say it as often as you like: the first report is stored at once, and of those that
     * follow within a second only the last. A backend that cannot be reached costs the report, not the task.
     *
     * @param percent 0 to 100
     */
    void progress(int percent, @Nullable String note);

    /** Writes a line to the task's own log. A backend that cannot be reached costs the line, not the task. */
    void log(LogLevel level, String message);

    /** Whether to stop soon: the lease is lost or about to be, the task was cancelled, or the pool is stopping. */
    boolean cancelled();

    /** Ends the attempt, if {@link #cancelled()}, by an exception that the handler lets pass; the task is given back. */
    void stopIfCancelled();

    /** How long the lease surely lasts if it is not renewed any more; never negative. It is renewed by itself. */
    Duration leaseLeft();

    /**
     * Ends the attempt by an exception that the handler lets pass: the task is run again after {@code delay}, and this
     * attempt does not count.
     *
     * @param delay 0 to 3650 days
     */
    void snooze(Duration delay);
}
