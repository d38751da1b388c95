package dev.taskport.port;

import dev.taskport.domain.Lease;

/**
 * What became of a renewal.
 *
 * @param lease with the new deadline if APPLIED, else as it was asked for
 */
public record Renewal(LeaseAnswer answer, Lease lease) {}
