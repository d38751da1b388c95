package dev.taskport.bench.child;

import dev.taskport.bench.Measure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The other end of a {@link Child} in Java: answers one question after the other until its input ends. */
public final class Answering {

    private final Map<String, Program> programs;
    private final PrintStream answers;

    private Answering(Map<String, Program> programs, PrintStream answers) {
        this.programs = programs;
        this.answers = answers;
    }

    /**
     * Serves this process's standard input. From now on what libraries print lands in standard error, because standard
     * output is for answers.
     *
     * @param programs by the verb that asks for them
     */
    public static void serve(Map<String, Program> programs) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        new Answering(programs, answers)
                .serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    }

    private void serve(BufferedReader questions) throws IOException {
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            answer(Message.parse(line));
        }
    }

    private void answer(Message question) {
        try {
            // What earlier turns left behind is not the next one's to clean up.
            System.gc();
            Map<Measure, Double> figures = program(question.verb()).run(question, () -> say(Message.of("ready")));
            Message answer = Message.of("measured");
            for (Map.Entry<Measure, Double> each : figures.entrySet()) {
                answer = answer.with(each.getKey().name(), each.getValue());
            }
            say(answer);
        } catch (Exception | LinkageError e) {
            e.printStackTrace();
            say(Message.of("failed").with("message", e.toString()));
        }
    }

    private Program program(String verb) {
        Program program = programs.get(verb);
        if (program == null) {
            throw new IllegalArgumentException("There is no program " + verb);
        }
        return program;
    }

    private void say(Message message) {
        answers.println(message.line());
    }
}
