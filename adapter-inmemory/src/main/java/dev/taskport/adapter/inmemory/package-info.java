/** The backend that keeps its tasks in memory: the model of the others, and the double for users' tests. */
@NullMarked
package dev.taskport.adapter.inmemory;

import org.jspecify.annotations.NullMarked;
