package dev.taskport.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes the script that completes commands and options in fish; picocli writes those for bash and zsh only. */
final class FishCompletion {

    private final CommandSpec root;
    private final String name;
    private final List<String> lines = new ArrayList<>();

    private FishCompletion(CommandSpec root) {
        this.root = root;
        this.name = root.name();
    }

    static String of(CommandLine commands) {
        FishCompletion script = new FishCompletion(commands.getCommandSpec());
        script.options(script.root, "");
        script.commands(script.root, "");
        return script.head() + String.join("\n", script.lines) + "\n";
    }

    private String head() {
        return String.format("""
            # Completes %1$s in fish. Try it with: %1$s completion fish | source

            # The commands so far: what stands on the line without options and their values.
            function __%1$s_words
                set -l tokens (commandline -opc)
                set -e tokens[1]
                set -l value no
                for token in $tokens
                    if test $value = yes
                        set value no
                    else if contains -- $token %2$s
                        set value yes
                    else if not string match -q -- '-*' $token
                        echo $token
                    end
                end
            end

            # Whether exactly these commands were given.
            function __%1$s_is
                set -l words (__%1$s_words)
                test "$words" = "$argv"
            end

            # Whether these commands were given first.
            function __%1$s_in
                set -l words (__%1$s_words)
                set -l given (count $argv)
                test (count $words) -ge $given; and test "$words[1..$given]" = "$argv"
            end

            complete -c %1$s -f
            """, name, String.join(" ", withValues()));
    }

    private void commands(CommandSpec parent, String path) {
        Map<String, CommandSpec> all = new LinkedHashMap<>();
        parent.subcommands().forEach((command, line) -> all.put(command, line.getCommandSpec()));
        all.forEach((command, spec) -> {
            lines.add("complete -c " + name + " -n '__" + name + "_is" + path + "' -a " + command
                    + described(summary(spec)));
            String below = path + " " + command;
            options(spec, below);
            spec.positionalParameters().forEach(parameter -> values(parameter, below));
            commands(spec, below);
        });
    }

    private void options(CommandSpec spec, String path) {
        for (OptionSpec option : spec.options()) {
            boolean fromAbove = spec != root && root.findOption(option.longestName()) != null;
            if (!option.hidden() && !fromAbove) {
                lines.add("complete -c " + name + (path.isEmpty() ? "" : in(path)) + names(option) + value(option)
                        + described(first(option.description())));
            }
        }
    }

    private void values(PositionalParamSpec parameter, String path) {
        if (parameter.completionCandidates() != null) {
            lines.add("complete -c " + name + in(path) + candidates(parameter)
                    + described(first(parameter.description())));
        } else if (isFile(parameter)) {
            lines.add("complete -c " + name + in(path) + " -F");
        }
    }

    private String in(String path) {
        return " -n '__" + name + "_in" + path + "'";
    }

    private static String names(OptionSpec option) {
        StringBuilder names = new StringBuilder();
        for (String word : option.names()) {
            names.append(word.startsWith("--") ? " -l " + word.substring(2) : " -s " + word.substring(1));
        }
        return names.toString();
    }

    private static String value(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        if (option.completionCandidates() != null) {
            return " -x" + candidates(option);
        }
        return isFile(option) ? " -r -F" : " -x";
    }

    private static String candidates(ArgSpec of) {
        return " -a '" + String.join(" ", of.completionCandidates()) + "'";
    }

    private static boolean isFile(ArgSpec argument) {
        return argument.type() == Path.class;
    }

    /** Options that the word after them belongs to. */
    private Set<String> withValues() {
        Set<String> all = new TreeSet<>();
        collect(root, all);
        return all;
    }

    private static void collect(CommandSpec spec, Set<String> all) {
        spec.options().stream()
                .filter(option -> option.arity().max() > 0)
                .forEach(option -> all.addAll(List.of(option.names())));
        spec.subcommands().values().forEach(below -> collect(below.getCommandSpec(), all));
    }

    private static String summary(CommandSpec spec) {
        return first(spec.usageMessage().description());
    }

    private static String first(String[] description) {
        return description.length == 0 ? "" : description[0];
    }

    private static String described(String text) {
        return text.isEmpty() ? "" : " -d '" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
