/**
 * A whole backend in the memory of one process: the model that the other backends are checked against, the double for
 * users' tests, and where a queue goes on when its own store has failed. Nothing in it survives the process.
 *
 * <p>One lock guards everything. A write changes the tables in place and notes how to take each change back; a write that
 * fails half-way is taken back as a whole.
 */
@NullMarked
package dev.taskport.adapter.inmemory;

import org.jspecify.annotations.NullMarked;
