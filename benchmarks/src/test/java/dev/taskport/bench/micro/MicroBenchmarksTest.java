package dev.taskport.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** That every one of them still runs; so short a run says nothing about speed. */
class MicroBenchmarksTest {

    @Test
    void each_of_them_runs() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("dev\\.taskport\\.bench\\.micro\\..*")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(10))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        Set<String> ran = results.stream()
                .map(result -> result.getParams().getBenchmark())
                .map(name -> name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1))
                .collect(Collectors.toSet());
        assertThat(ran)
                .containsExactlyInAnyOrder(
                        "LifecycleBenchmark.enqueue",
                        "LifecycleBenchmark.claim",
                        "LifecycleBenchmark.settle",
                        "OrderBenchmark.merge",
                        "OrderBenchmark.race",
                        "OrderBenchmark.draw",
                        "TextBenchmark.checkPayload",
                        "TextBenchmark.parseId",
                        "TextBenchmark.writeId",
                        "GroupCommitBenchmark.oneCaller",
                        "GroupCommitBenchmark.manyCallers");
    }
}
