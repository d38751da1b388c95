package dev.taskport.port;

import dev.taskport.domain.Micros;
import dev.taskport.domain.Texts;
import java.time.Instant;

/**
 * A line of a task's log.
 *
 * @param sequence grows with each line of the task, from 1
 * @param attempt the attempt that wrote it
 * @param message cut off after {@value #MESSAGE_LENGTH_MAX} characters, what is no Unicode in it replaced
 */
public record LogLine(long sequence, Instant at, int attempt, LogLevel level, String message) {

    public static final int MESSAGE_LENGTH_MAX = 4000;

    public LogLine {
        at = Micros.truncate(at);
        message = Texts.shortened(message, MESSAGE_LENGTH_MAX);
    }
}
