package dev.taskport.domain;

/** Which due task comes first. A property of the claim, so every worker may choose and switch while running. */
public enum SchedulingStrategy {
    /** Oldest id first. */
    FIFO,
    /** Newest id first. */
    LIFO,
    /** Most urgent first, the oldest id among equals. */
    PRIORITY,
    /** As PRIORITY, but waiting counts: see {@link Ageing}. */
    PRIORITY_AGEING,
    /** By chance, in proportion to {@link Priority#weight()}; nobody starves: see {@link WeightedRace}. */
    WEIGHTED_RANDOM
}
