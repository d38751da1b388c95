/** Work on a whole workspace of an open store: what it holds, another name for it, and its end. */
@NullMarked
package dev.taskport.migration.workspace;

import org.jspecify.annotations.NullMarked;
