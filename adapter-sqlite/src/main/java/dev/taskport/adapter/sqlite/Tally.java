package dev.taskport.adapter.sqlite;

import dev.taskport.domain.TaskStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a transaction changes the numbers of tasks; written once, at its end. */
final class Tally {

    private static final String COUNT = """
            insert into taskport_tally (lane, status, tasks, writes) values (?1, ?2, ?3, 1)
            on conflict (lane, status) do update set tasks = tasks + ?3, writes = writes + 1
            """;

    private final Map<Counted, Long> changes = new LinkedHashMap<>();

    private record Counted(long lane, TaskStatus status) {}

    void add(long lane, TaskStatus status, int change) {
        changes.merge(new Counted(lane, status), (long) change, Long::sum);
    }

    /** Answers whether there was anything to write. */
    boolean write(Statements sql) {
        changes.values().removeIf(change -> change == 0);
        if (!changes.isEmpty()) {
            sql.updateEach(
                    COUNT,
                    List.copyOf(changes.entrySet()),
                    (to, change) -> to.number(change.getKey().lane())
                            .text(change.getKey().status().name())
                            .number(change.getValue()));
        }
        return !changes.isEmpty();
    }
}
