/**
 * The model test: random operations go to a backend and to the simplest queue that could be right, and both must answer
 * the same and hold the same tasks. A run is told by its seed alone; one that fails is shrunk to the few operations that
 * it takes.
 */
@NullMarked
package dev.taskport.contract.model;

import org.jspecify.annotations.NullMarked;
