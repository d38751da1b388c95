/**
 * Moves everything from one store to another while nobody works on it: {@link dev.taskport.migration.Migration} tells the
 * story. Looks first and writes then; never writes to the source; can be interrupted anywhere and run again. What was
 * copied is proved by {@link dev.taskport.migration.verify}, which knows nothing of how it was copied.
 */
@NullMarked
package dev.taskport.migration;

import org.jspecify.annotations.NullMarked;
