/** Puts the queue together: configuration, wiring, and the command line. */
@NullMarked
package dev.taskport.app;

import org.jspecify.annotations.NullMarked;
