/** Taskport for programs that are put together with Guice. */
@NullMarked
package dev.taskport.app.guice;

import org.jspecify.annotations.NullMarked;
