package dev.taskport.domain;

/** The end of one attempt, by the holder of its lease. */
public record Settlement(Lease lease, Outcome outcome) {}
