/** Running tasks by commands of the operating system. */
@NullMarked
package dev.taskport.app.work;

import org.jspecify.annotations.NullMarked;
