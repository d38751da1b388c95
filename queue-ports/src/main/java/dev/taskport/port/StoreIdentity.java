package dev.taskport.port;

import dev.taskport.domain.Lineage;

/**
 * Who a store is.
 *
 * @param lineage chosen at random when the store was created
 * @param generation raised by restore, cut-over and rollback; part of every fencing token; from 1
 */
public record StoreIdentity(Lineage lineage, long generation) {}
