package dev.taskport.adapter.sqlite;

import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What of a finished task decides whether it is pruned, and what its removal needs. */
record FinishedTask(
        TaskId id,
        long lane,
        TaskStatus status,
        @Nullable Instant finishedAt,
        @Nullable Instant importedAt) {}
