/** The queue that teams call, and the workers, the janitor and the scheduler that keep it moving; it knows ports, never adapters. */
@NullMarked
package dev.taskport.engine;

import org.jspecify.annotations.NullMarked;
