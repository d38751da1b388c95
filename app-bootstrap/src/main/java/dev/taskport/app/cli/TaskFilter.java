package dev.taskport.app.cli;

import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.Priority;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.Workspace;
import dev.taskport.port.TaskQuery;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which tasks are meant: the options that {@code tasks list} and {@code export} share. */
final class TaskFilter {

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            split = ",",
            description = "Only these: ${COMPLETION-CANDIDATES}.")
    Set<TaskStatus> statuses = Set.of();

    @Option(names = "--type", paramLabel = "TYPE", description = "Only tasks of this type; may be repeated.")
    List<String> types = List.of();

    @Option(names = "--tag", paramLabel = "TAG", description = "Only tasks with this tag.")
    @Nullable
    String tag;

    @Option(names = "--priority", paramLabel = "N", description = "Only tasks of this priority.")
    @Nullable
    Integer priority;

    @Option(names = "--require", paramLabel = "KEY=VALUE", description = "Only tasks that require at least this.")
    List<String> requirements = List.of();

    @Option(names = "--key", paramLabel = "KEY", description = "Only the task with this idempotency key.")
    @Nullable
    String key;

    @Option(
            names = "--updated-since",
            paramLabel = "INSTANT",
            description = "Only tasks changed at or after this instant.")
    @Nullable
    String updatedSince;

    /** The first page of what is meant. */
    TaskQuery query(Workspace workspace) {
        return TaskQuery.all(workspace)
                .statuses(statuses)
                .types(types.stream().map(TaskType::new).collect(Collectors.toSet()))
                .tag(tag)
                .priority(priority == null ? null : new Priority(priority))
                .requirements(Inputs.requirements(requirements))
                .key(key == null ? null : new IdempotencyKey(key))
                .updatedSince(updatedSince == null ? null : Inputs.instant("--updated-since", updatedSince));
    }
}
