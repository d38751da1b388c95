/**
 * For the tests of programs that use Taskport: a clock that stands still until it is told, a queue whose tasks run on the
 * calling thread when it says so, and assertions that speak of tasks. Nothing here waits for time to pass.
 */
@NullMarked
package dev.taskport.engine.testing;

import org.jspecify.annotations.NullMarked;
