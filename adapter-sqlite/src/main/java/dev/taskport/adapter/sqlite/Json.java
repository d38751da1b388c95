package dev.taskport.adapter.sqlite;

import dev.taskport.domain.TaskId;
import java.util.Collection;
import java.util.stream.Collectors;

/** Lists of numbers as one statement parameter: a statement with a number of its own for each would not be prepared once. */
final class Json {

    private Json() {}

    static String ids(Collection<TaskId> ids) {
        return ids.stream().map(id -> Long.toString(id.value())).collect(Collectors.joining(",", "[", "]"));
    }

    static String numbers(Collection<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }
}
