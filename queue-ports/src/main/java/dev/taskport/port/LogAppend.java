package dev.taskport.port;

import dev.taskport.domain.Lease;

/** A line that the holder of a lease writes. */
public record LogAppend(Lease lease, LogLevel level, String message) {}
