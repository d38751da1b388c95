/** Payloads and results as Java objects, for programs that use Jackson anyway. The engine itself needs no JSON library. */
@NullMarked
package dev.taskport.payload.jackson;

import org.jspecify.annotations.NullMarked;
