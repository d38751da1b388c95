package dev.taskport.port;

/**
 * Time on a node, reserved for one process.
 *
 * @param node 1 to 1023
 * @param fromMillis the first millisecond since 1970 that its ids may carry
 * @param untilMillis the last one
 * @param owner tells this holder of the node from the others
 */
public record NodeGrant(int node, long fromMillis, long untilMillis, long owner) {}
