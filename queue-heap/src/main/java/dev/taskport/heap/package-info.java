/**
 * A whole store in the heap of one process: the tables, and every role of a backend over them. It is what the backends
 * share that hold all their tasks in memory; each of them adds where the content is kept.
 *
 * <p>One lock guards everything. A write changes the tables in place and notes how to take each change back; a write that
 * fails half-way is taken back as a whole.
 *
 * <p>The seam is {@link dev.taskport.heap.HeapKeeper}: it is told what each group of writes has changed
 * ({@link dev.taskport.heap.HeapChange}) before the writers are told that it happened, and hands in at the beginning what
 * was kept ({@link dev.taskport.heap.HeapContent}). A store without a keeper pays nothing for it.
 */
@NullMarked
package dev.taskport.heap;

import org.jspecify.annotations.NullMarked;
