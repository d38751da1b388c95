package dev.taskport.domain;

/**
 * All tasks that the same workers may take: a claim decides lane by lane what its worker may touch, never task by task.
 */
public record Lane(Workspace workspace, TaskType type, Requirements requirements) {}
