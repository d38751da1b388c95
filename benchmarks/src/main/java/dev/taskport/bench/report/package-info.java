/** What a run of the harness found, for people and for programs. */
@NullMarked
package dev.taskport.bench.report;

import org.jspecify.annotations.NullMarked;
