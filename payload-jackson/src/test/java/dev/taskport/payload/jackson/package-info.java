/** How Jackson reads and writes for handlers. */
@NullMarked
package dev.taskport.payload.jackson;

import org.jspecify.annotations.NullMarked;
