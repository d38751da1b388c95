package dev.taskport.bench.micro;

import dev.taskport.domain.JsonText;
import dev.taskport.domain.TaskId;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reading and writing of what comes and goes as text: payloads that are checked, and ids. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TextBenchmark {

    private static final TaskId ID = new TaskId(265_252_859_812_191_058L);

    /** How long a payload is, about. */
    @Param({"200", "10000"})
    public int length;

    private final String text = ID.toString();
    private String payload = "";

    @Setup
    public void fill() {
        String member = "\"text\":\"" + "x".repeat(80) + "\",";
        payload = "{" + member.repeat(Math.max(1, length / member.length())) + "\"last\":1.5e3}";
    }

    @Benchmark
    public Object checkPayload() {
        return JsonText.of(payload);
    }

    @Benchmark
    public Object parseId() {
        return TaskId.parse(text);
    }

    @Benchmark
    public Object writeId() {
        return ID.toString();
    }
}
