package dev.taskport.port;

import dev.taskport.domain.Lease;
import dev.taskport.domain.Progress;

/** How far the holder of a lease has come. */
public record ProgressReport(Lease lease, Progress progress) {}
