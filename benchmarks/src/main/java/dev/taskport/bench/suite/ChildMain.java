package dev.taskport.bench.suite;

import dev.taskport.bench.child.Answering;
import dev.taskport.bench.child.Program;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A child in Java, which can do what any suite asks. */
final class ChildMain {

    private ChildMain() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, Program> programs = new HashMap<>(Contest.programs());
        programs.putAll(LatencySuite.programs());
        programs.putAll(ProcessesSuite.programs());
        programs.putAll(Isolated.programs());
        Answering.serve(programs);
        // Some libraries leave threads behind that would keep the process.
        System.exit(0);
    }
}
