/** The backend that keeps its tasks in one SQLite file, which several processes may share. */
@NullMarked
package dev.taskport.adapter.sqlite;

import org.jspecify.annotations.NullMarked;
