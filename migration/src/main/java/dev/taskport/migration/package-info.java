/** Moves tasks from one backend to another and verifies the copy task by task. */
@NullMarked
package dev.taskport.migration;

import org.jspecify.annotations.NullMarked;
