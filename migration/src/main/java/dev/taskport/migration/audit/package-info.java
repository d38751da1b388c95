/**
 * Looks for the queue files of older programs under a folder, and into them. Opens them for reading only, and changes
 * nothing. What their words mean is known to their adapter, not here.
 */
@NullMarked
package dev.taskport.migration.audit;

import org.jspecify.annotations.NullMarked;
