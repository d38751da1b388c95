/** How the program speaks: answers as text or JSON, notes, progress, errors. Knows no command. */
@NullMarked
package dev.taskport.app.output;

import org.jspecify.annotations.NullMarked;
