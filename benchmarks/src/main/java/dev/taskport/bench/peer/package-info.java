/**
 * Queues of others, and Taskport beside them: each as its documents advise, behind one interface, so that all of them are given
 * the same steps, clocks and checks.
 */
@NullMarked
package dev.taskport.bench.peer;

import org.jspecify.annotations.NullMarked;
