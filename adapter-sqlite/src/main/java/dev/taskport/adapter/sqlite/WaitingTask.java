package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Priority;
import dev.taskport.domain.TaskId;
import java.time.Instant;

/** What a waiting task's place in the orders depends on. */
record WaitingTask(long lane, TaskId id, Priority priority, Instant createdAt, Instant runAfter) {}
