/**
 * Proves that two stores hold the same: every task, its log, every record and every closed gate, by content and in both
 * directions. Nothing here knows how things were copied, so that a mistake of the copier cannot hide behind the same
 * mistake made twice.
 */
@NullMarked
package dev.taskport.migration.verify;

import org.jspecify.annotations.NullMarked;
