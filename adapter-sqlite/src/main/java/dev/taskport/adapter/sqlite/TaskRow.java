package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Task;
import org.jspecify.annotations.Nullable;

/**
 * A task as it lies in its table.
 *
 * @param task without its dependencies and failures if these lie in their tables and were not read yet
 * @param ready whether it is in the orders of its lane
 * @param aged its place in the order by priority with ageing; null unless that order is kept and it is ready
 * @param ticket its place in the weighted race; null unless that order is kept and it is ready
 * @param dependencies how many it has in the table beside
 * @param failures how many it has in the table beside
 */
record TaskRow(
        Task task,
        long lane,
        boolean ready,
        @Nullable Long aged,
        @Nullable Double ticket,
        int dependencies,
        int failures) {

    TaskRow with(Task complete) {
        return new TaskRow(complete, lane, ready, aged, ticket, dependencies, failures);
    }
}
