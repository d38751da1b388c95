/** What is compared with what: one class for each part of the report. */
@NullMarked
package dev.taskport.bench.suite;

import org.jspecify.annotations.NullMarked;
