/** Reads tasks out of the JSON files of older queues; it never changes them. */
@NullMarked
package dev.taskport.adapter.jsonlegacy;

import org.jspecify.annotations.NullMarked;
