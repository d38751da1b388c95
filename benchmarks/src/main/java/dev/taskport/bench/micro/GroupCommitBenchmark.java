package dev.taskport.bench.micro;

import dev.taskport.port.commit.GroupCommit;
import dev.taskport.port.commit.GroupStore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/** What it costs to bring concurrent writes together, without a storage behind it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class GroupCommitBenchmark {

    private static final int CALLERS = 64;

    private GroupCommit<Counter> group = grouped();

    @Setup
    public void open() {
        group = grouped();
    }

    @TearDown
    public void close() {
        group.close();
    }

    private static GroupCommit<Counter> grouped() {
        return new GroupCommit<>("bench", new Nothing(), GroupCommit.Leaders.CALLERS);
    }

    @Benchmark
    @Threads(1)
    public int oneCaller() {
        return group.write(Counter::next);
    }

    @Benchmark
    @Threads(CALLERS)
    public int manyCallers() {
        return group.write(Counter::next);
    }

    /** A transaction that does the least there is. */
    private static final class Counter {
        private int count;

        int next() {
            return ++count;
        }
    }

    private static final class Nothing implements GroupStore<Counter> {

        private final Counter counter = new Counter();

        @Override
        public Counter begin() {
            return counter;
        }

        @Override
        public void commit(Counter transaction) {}

        @Override
        public void rollback(Counter transaction) {}
    }
}
