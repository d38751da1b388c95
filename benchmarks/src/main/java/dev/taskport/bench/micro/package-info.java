/** JMH for the parts that every task passes through. Started by {@code ./benchmarks/run micro}. */
@NullMarked
package dev.taskport.bench.micro;

import org.jspecify.annotations.NullMarked;
