/**
 * Backends that are broken on purpose, in the ways in which queues have been broken before: they stay as tests of the
 * contract, which must notice every one of them.
 */
@NullMarked
package dev.taskport.contract.mutants;

import org.jspecify.annotations.NullMarked;
