package dev.taskport.bench.peer;

/**
 * What is to be done, in nobody's words.
 *
 * @param payload JSON
 * @param priority 0, 10, 20 and so on; less is more urgent
 */
public record Job(String payload, int priority) {}
