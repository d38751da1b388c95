/**
 * A backend in the memory of one process: the model that the other backends are checked against, the double for users'
 * tests, and where a queue goes on when its own store has failed. Nothing in it survives the process. The tables and roles
 * are those of {@link dev.taskport.heap}.
 */
@NullMarked
package dev.taskport.adapter.inmemory;

import org.jspecify.annotations.NullMarked;
