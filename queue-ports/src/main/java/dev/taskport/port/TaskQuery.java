package dev.taskport.port;

import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.Priority;
import dev.taskport.domain.Requirements;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.Workspace;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks to list. What is null or empty does not restrict.
 *
 * @param requirements tasks that require at least these
 * @param updatedSince tasks changed at or after this instant
 * @param limit 1 to {@value #LIMIT_MAX}
 * @param after the last id of the page before
 */
public record TaskQuery(
        Workspace workspace,
        Set<TaskStatus> statuses,
        Set<TaskType> types,
        @Nullable String tag,
        @Nullable Priority priority,
        Requirements requirements,
        @Nullable IdempotencyKey key,
        @Nullable Instant updatedSince,
        int limit,
        @Nullable TaskId after) {

    public static final int LIMIT_DEFAULT = 100;
    public static final int LIMIT_MAX = 1000;

    public TaskQuery {
        statuses = Set.copyOf(statuses);
        types = Set.copyOf(types);
        RequestChecks.requireBetween("number of tasks", limit, LIMIT_MAX);
    }

    /** Everything in the workspace, from the beginning. */
    public static TaskQuery all(Workspace workspace) {
        return new TaskQuery(
                workspace, Set.of(), Set.of(), null, null, Requirements.NONE, null, null, LIMIT_DEFAULT, null);
    }

    public TaskQuery statuses(Set<TaskStatus> value) {
        return new TaskQuery(workspace, value, types, tag, priority, requirements, key, updatedSince, limit, after);
    }

    public TaskQuery types(Set<TaskType> value) {
        return new TaskQuery(workspace, statuses, value, tag, priority, requirements, key, updatedSince, limit, after);
    }

    public TaskQuery tag(@Nullable String value) {
        return new TaskQuery(
                workspace, statuses, types, value, priority, requirements, key, updatedSince, limit, after);
    }

    public TaskQuery priority(@Nullable Priority value) {
        return new TaskQuery(workspace, statuses, types, tag, value, requirements, key, updatedSince, limit, after);
    }

    public TaskQuery requirements(Requirements value) {
        return new TaskQuery(workspace, statuses, types, tag, priority, value, key, updatedSince, limit, after);
    }

    public TaskQuery key(@Nullable IdempotencyKey value) {
        return new TaskQuery(
                workspace, statuses, types, tag, priority, requirements, value, updatedSince, limit, after);
    }

    public TaskQuery updatedSince(@Nullable Instant value) {
        return new TaskQuery(workspace, statuses, types, tag, priority, requirements, key, value, limit, after);
    }

    public TaskQuery limit(int value) {
        return new TaskQuery(workspace, statuses, types, tag, priority, requirements, key, updatedSince, value, after);
    }

    public TaskQuery after(@Nullable TaskId value) {
        return new TaskQuery(workspace, statuses, types, tag, priority, requirements, key, updatedSince, limit, value);
    }

    /** Whether the task belongs to the list, its page aside. */
    public boolean matches(Task task) {
        return task.workspace().equals(workspace)
                && (statuses.isEmpty() || statuses.contains(task.status()))
                && (types.isEmpty() || types.contains(task.type()))
                && (tag == null || task.spec().tags().contains(tag))
                && (priority == null || task.priority().equals(priority))
                && (key == null || key.equals(task.spec().idempotencyKey()))
                && (updatedSince == null || !task.state().updatedAt().isBefore(updatedSince))
                && requires(task.spec().requirements());
    }

    private boolean requires(Requirements all) {
        return requirements.values().entrySet().stream()
                .allMatch(wanted -> all.values().containsKey(wanted.getKey())
                        && all.values().get(wanted.getKey()).containsAll(wanted.getValue()));
    }
}
