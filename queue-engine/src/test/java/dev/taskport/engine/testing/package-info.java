/** The testing kit, tested by using it. */
@NullMarked
package dev.taskport.engine.testing;

import org.jspecify.annotations.NullMarked;
