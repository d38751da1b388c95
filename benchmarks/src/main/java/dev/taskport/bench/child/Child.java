package dev.taskport.bench.child;

import dev.taskport.bench.Measure;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process of its own for a contestant, alive through all its turns: it is asked over its standard input and answers over its
 * standard output, line by line. What it writes to its standard error lies in a file, whose end is quoted when it fails. It
 * ends when its input does, so it never outlives the harness. For one thread at a time.
 */
public final class Child implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration GOODBYE = Duration.ofSeconds(10);
    private static final String HEAP = "-Xmx2g";
    private static final int LOG_LINES_QUOTED = 20;

    private final Process process;
    private final BufferedWriter questions;
    private final BlockingQueue<Message> answers = new LinkedBlockingQueue<>();
    private final Path log;

    private Child(List<String> command, Path log) throws IOException {
        this.log = log;
        this.process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        this.questions = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        Thread reader = new Thread(this::read, "answers of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * A JVM with this one's class path and options, and 2 GiB of heap unless those say otherwise.
     *
     * @param main its main class, which is {@link Answering}
     * @param log what it says beside its answers
     */
    public static Child java(Class<?> main, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options());
        // Under Surefire java.class.path may name a jar that only points to the real one.
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        return new Child(command, log);
    }

    /** A program that speaks the same lines. */
    public static Child program(List<String> command, Path log) throws IOException {
        return new Child(command, log);
    }

    /** The options that every JVM of the harness runs with. */
    public static List<String> options() {
        List<String> options =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        options.removeIf(option -> option.startsWith("-agentlib:jdwp"));
        if (options.stream().noneMatch(option -> option.startsWith("-Xmx"))) {
            options.add(HEAP);
        }
        options.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        return options;
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.add(Message.parse(line));
            }
        } catch (IOException | IllegalArgumentException e) {
            answers.add(Message.of("failed").with("message", "It answered what cannot be read: " + e.getMessage()));
        }
        answers.add(Message.of("ended"));
    }

    /** Asks and waits for figures. */
    public Map<Measure, Double> ask(Message question) throws InterruptedException {
        tell(question);
        return figures();
    }

    /** Asks without waiting. */
    public void tell(Message question) {
        try {
            questions.write(question.line());
            questions.newLine();
            questions.flush();
        } catch (IOException e) {
            throw new IllegalStateException("The process ended before it was asked. " + lastWords(), e);
        }
    }

    /** Waits for the figures that were asked for. */
    public Map<Measure, Double> figures() throws InterruptedException {
        Map<Measure, Double> figures = new EnumMap<>(Measure.class);
        await("measured").values().forEach((name, value) -> figures.put(Measure.valueOf(name), Double.valueOf(value)));
        return figures;
    }

    /**
     * Waits for an answer.
     *
     * @throws IllegalStateException if it is another one, or none comes
     */
    public Message await(String verb) throws InterruptedException {
        Message answer = answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (answer == null) {
            process.destroyForcibly();
            throw new IllegalStateException("No answer within " + PATIENCE + ". " + lastWords());
        }
        if (!answer.verb().equals(verb)) {
            throw new IllegalStateException(
                    answer.values().getOrDefault("message", "The process " + answer.verb() + ".") + lastWords());
        }
        return answer;
    }

    private String lastWords() {
        try {
            List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
            return lines.isEmpty()
                    ? ""
                    : System.lineSeparator()
                            + String.join(
                                    System.lineSeparator(),
                                    lines.subList(Math.max(0, lines.size() - LOG_LINES_QUOTED), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets it end, and ends it if it does not. */
    @Override
    public void close() {
        try {
            questions.close();
            if (!process.waitFor(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
