package dev.taskport.adapter.sqlite;

import dev.taskport.domain.TaskId;

/**
 * A waiting task as a claim first sees it.
 *
 * @param key its place in the order that was asked for; of no meaning where the id alone decides
 * @param untouched whether it certainly has no state
 */
record Candidate(long lane, TaskId id, int priority, double key, boolean untouched) {}
