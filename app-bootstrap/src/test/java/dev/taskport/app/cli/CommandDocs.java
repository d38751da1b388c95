package dev.taskport.app.cli;

import dev.taskport.app.output.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@code docs/command-line.md}, chapter by chapter, and the commands that it is about. */
final class CommandDocs {

    private static final Path FILE = Path.of("..", "docs", "command-line.md");
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");
    private static final Pattern SCHEMA = Pattern.compile("JSON(?: of `(\\w+)`)?[^:`]*:\\s+`(\\{[^`]*\\})`");

    /** Describing all commands takes a while. */
    private static final List<CommandLine> ALL = collected();

    private CommandDocs() {}

    static String text() {
        try {
            return Files.readString(FILE).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each heading, and what it and its chapter say. */
    static Map<String, String> chapters() {
        Map<String, String> chapters = new LinkedHashMap<>();
        String[] parts = text().split("(?m)^#{2,3} ", -1);
        for (String part : Arrays.copyOfRange(parts, 1, parts.length)) {
            int end = part.indexOf('\n');
            chapters.put(part.substring(0, end), part);
        }
        return chapters;
    }

    /** The chapter of each command, by what is typed: {@code tasks show}. */
    static Map<String, String> chapterByCommand() {
        Map<String, String> byCommand = new LinkedHashMap<>();
        chapters().forEach((heading, body) -> commands(heading).forEach(command -> byCommand.put(command, body)));
        return byCommand;
    }

    /** The JSON that a chapter promises: one text per document, in order. */
    static List<String> schemas(String command) {
        String last = command.substring(command.lastIndexOf(' ') + 1);
        List<MatchResult> all = SCHEMA.matcher(chapterByCommand().getOrDefault(command, ""))
                .results()
                .toList();
        List<String> own = all.stream()
                .filter(found -> last.equals(found.group(1)))
                .map(found -> found.group(2))
                .toList();
        return own.isEmpty() ? all.stream().map(found -> found.group(2)).toList() : own;
    }

    /** A heading may name several: {@code tasks hold|unhold ID}. */
    private static List<String> commands(String heading) {
        String[] words = heading.split(" ", -1);
        Set<String> groups = groups();
        List<String> all = new ArrayList<>();
        for (String first : words[0].split("\\|", -1)) {
            if (groups.contains(first)) {
                Arrays.stream(words[1].split("\\|", -1))
                        .map(second -> first + " " + second)
                        .forEach(all::add);
            } else {
                all.add(first);
            }
        }
        return all;
    }

    private static Set<String> groups() {
        return ALL.get(0).getSubcommands().entrySet().stream()
                .filter(command -> !command.getValue().getSubcommands().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Every option that is named. */
    static Set<String> options(String text) {
        Matcher named = OPTION.matcher(text);
        return named.results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Everything that can be typed, described. */
    static CommandLine tree() {
        GlobalOptions global = new GlobalOptions();
        return CommandTree.of(global, new Invocation(Console.ofProcess(), global));
    }

    /** Every command, groups and the root included. */
    static List<CommandLine> all() {
        return ALL;
    }

    private static List<CommandLine> collected() {
        List<CommandLine> all = new ArrayList<>();
        collect(tree(), all);
        return all;
    }

    private static void collect(CommandLine command, List<CommandLine> all) {
        all.add(command);
        command.getSubcommands().values().forEach(below -> collect(below, all));
    }

    /** Those that do something, by what is typed. */
    static Map<String, CommandLine> leaves() {
        return all().stream()
                .filter(command -> command.getSubcommands().isEmpty())
                .collect(Collectors.toMap(CommandDocs::typed, command -> command, (a, b) -> a, LinkedHashMap::new));
    }

    static String typed(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        return name.equals("taskport") ? "" : name.substring("taskport ".length());
    }

    /** The long options that a command has and its root has not. */
    static Set<String> ownOptions(CommandLine command) {
        Set<String> global = longOptions(ALL.get(0));
        return longOptions(command).stream()
                .filter(option -> !global.contains(option))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> longOptions(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
