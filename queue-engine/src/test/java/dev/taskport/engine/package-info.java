/** How the engine keeps its promises, shown on the in-memory backend and on backends that fail on purpose. */
@NullMarked
package dev.taskport.engine;

import org.jspecify.annotations.NullMarked;
