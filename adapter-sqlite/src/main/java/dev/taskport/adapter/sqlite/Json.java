package dev.taskport.adapter.sqlite;

import dev.taskport.domain.TaskId;
import java.util.Collection;

/** Lists of numbers as one statement parameter: a statement with a number of its own for each would not be prepared once. */
final class Json {

    /** About as many as a task's number has, with its comma. */
    private static final int DIGITS = 20;

    private Json() {}

    static String ids(Collection<TaskId> ids) {
        StringBuilder json = new StringBuilder(2 + ids.size() * DIGITS).append('[');
        for (TaskId id : ids) {
            json.append(json.length() > 1 ? "," : "").append(id.value());
        }
        return json.append(']').toString();
    }

    static String numbers(Collection<Long> numbers) {
        StringBuilder json = new StringBuilder(2 + numbers.size() * DIGITS).append('[');
        for (Long number : numbers) {
            json.append(json.length() > 1 ? "," : "").append(number);
        }
        return json.append(']').toString();
    }
}
