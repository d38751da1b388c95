/**
 * Ways to lay a queue out in SQLite tables, each with all columns that a task has and nothing of Taskport around it, so that a
 * layout can be chosen by what it costs. Not the layouts themselves are shipped, but the decision that they give figures for.
 */
@NullMarked
package dev.taskport.bench.layout;

import org.jspecify.annotations.NullMarked;
