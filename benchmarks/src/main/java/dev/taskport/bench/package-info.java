/**
 * How fast Taskport is beside what its storage does without it: contestants that do the same work, in rounds that take turns,
 * and ratios that are taken within a round. No other module looks here, and nothing here is shipped.
 */
@NullMarked
package dev.taskport.bench;

import org.jspecify.annotations.NullMarked;
