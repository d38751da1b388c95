/**
 * Contestants in processes of their own: how the harness starts them, and the lines they exchange. What they do is not here.
 */
@NullMarked
package dev.taskport.bench.child;

import org.jspecify.annotations.NullMarked;
