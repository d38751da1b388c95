/** The commands: each reads its options, asks the engine, and hands back one answer. */
@NullMarked
package dev.taskport.app.cli;

import org.jspecify.annotations.NullMarked;
