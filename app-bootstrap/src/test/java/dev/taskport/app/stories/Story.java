package dev.taskport.app.stories;

import dev.taskport.app.cli.Cli;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A file of commands and what they say, in {@code src/test/resources/stories}: lines that begin with {@code #} are for
 * people, {@code $ } begins a command, and every other line is expected: {@code ! } before those of standard error,
 * {@code [exit N]} last unless it is 0. What differs from run to run has a name in angle brackets; {@link Names} knows them.
 *
 * @param title what it shows
 */
record Story(String title, List<Step> steps) {

    /** A command, and the lines that it is expected to say. */
    record Step(String command, List<String> expected) {}

    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    static Story read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            List<Step> steps = new ArrayList<>();
            for (String line : lines) {
                if (line.startsWith("$ ")) {
                    steps.add(new Step(line.substring(2), new ArrayList<>()));
                } else if (!line.startsWith("#") && !steps.isEmpty()) {
                    steps.get(steps.size() - 1).expected().add(line);
                }
            }
            steps.forEach(step -> dropBlankEnd(step.expected()));
            return new Story(String.valueOf(file.getFileName()).replace(".story", ""), steps);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void dropBlankEnd(List<String> lines) {
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
            lines.remove(lines.size() - 1);
        }
    }

    /** The words of a command line, as a shell would part them; without the first, which is the program's name. */
    static String[] words(String command) {
        List<String> words = new ArrayList<>();
        WORD.matcher(command).results().forEach(found -> words.add(word(found)));
        if (!words.get(0).equals("taskport")) {
            throw new IllegalArgumentException("Not a command of taskport: " + command);
        }
        return words.subList(1, words.size()).toArray(String[]::new);
    }

    private static String word(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    /** What a run said, in the notation of the file. */
    static List<String> said(Cli.Result result) {
        List<String> lines = new ArrayList<>(result.out().lines().toList());
        result.err().lines().map(line -> "! " + line).forEach(lines::add);
        if (result.code() != 0) {
            lines.add("[exit " + result.code() + "]");
        }
        dropBlankEnd(lines);
        return lines;
    }

    @Override
    public String toString() {
        return title;
    }

    static List<Story> all() {
        Path folder = Path.of("src", "test", "resources", "stories");
        String[] names = folder.toFile().list((where, name) -> name.endsWith(".story"));
        if (names == null) {
            throw new AssertionError("No stories in " + folder.toAbsolutePath());
        }
        return Arrays.stream(names)
                .sorted()
                .map(name -> read(folder.resolve(name)))
                .toList();
    }
}
