package dev.taskport.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** The help of every command, and the page about them: neither may promise what the other does not know. */
class HelpTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?:^|\\()\\s*taskport ([^)|]*)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TempDir
    Path folder;

    static List<CommandLine> commands() {
        return CommandDocs.all();
    }

    static Stream<String> leaves() {
        return CommandDocs.leaves().keySet().stream();
    }

    @Test
    void without_a_command_the_help_is_shown() {
        Cli.Result alone = new Cli(folder).run();
        assertThat(alone.code()).isZero();
        assertThat(alone.out())
                .isEqualTo(new Cli(folder).run("--help").out())
                .contains("Usage: taskport", "Exit codes:");
    }

    @Test
    void the_version_is_shown() {
        assertThat(new Cli(folder).run("--version").out()).startsWith("taskport ");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_explains_itself_each_option_and_each_argument(CommandLine command) {
        assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
        assertThat(command.getCommandSpec().args()).allSatisfy(HelpTest::explained);
    }

    private static void explained(ArgSpec argument) {
        assertThat(argument.description()).as(argument.toString()).isNotEmpty();
        assertThat(argument.description()[0])
                .as(argument.toString())
                .isNotBlank()
                .endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_shows_an_example_of_itself(CommandLine command) {
        assertThat(examples(command)).anySatisfy(example -> assertThat(example).startsWith(CommandDocs.typed(command)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void an_example_can_be_typed_as_it_stands(CommandLine command) {
        for (String example : examples(command)) {
            assertThatCode(() -> CommandDocs.tree().parseArgs(words(example)))
                    .as("taskport " + example)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void the_page_has_a_chapter_for_every_command_and_for_nothing_else() {
        Set<String> known = new TreeSet<>(CommandDocs.chapterByCommand().keySet());
        known.removeAll(Set.of("For", "Commands", "Changing"));
        assertThat(known).isEqualTo(new TreeSet<>(CommandDocs.leaves().keySet()));
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void the_chapter_of_a_command_names_all_its_options(String command) {
        assertThat(CommandDocs.options(CommandDocs.chapterByCommand().getOrDefault(command, "")))
                .containsAll(CommandDocs.ownOptions(
                        Objects.requireNonNull(CommandDocs.leaves().get(command))));
    }

    @Test
    void the_page_names_the_options_of_every_command_and_no_option_that_is_not_there() {
        Set<String> there = new TreeSet<>();
        CommandDocs.all().forEach(command -> there.addAll(CommandDocs.longOptions(command)));
        assertThat(there).containsAll(CommandDocs.options(CommandDocs.text()));

        Set<String> global = CommandDocs.longOptions(CommandDocs.tree());
        global.remove("--version");
        assertThat(CommandDocs.options(CommandDocs.text())).containsAll(global);
    }

    @Test
    void a_server_is_said_not_to_be_there_yet() {
        Cli.Result result = new Cli(folder).run("stats", "--server", "http://localhost:8080");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo(
                        "error: This version has no server yet, so --server reaches nothing; name the store itself by"
                                + " --backend or in the configuration. Nothing was done. \"taskport --help\" shows what is possible.\n");
        assertThat(new Cli(folder).run("--help").out())
                .contains("\nA later version reaches a running process by --server URL; this one refuses it.\n");
    }

    @Test
    void the_list_of_commands_shows_whole_sentences() {
        assertThat(CommandDocs.all())
                .allSatisfy(command -> assertThat(
                                command.getCommandSpec().usageMessage().description()[0])
                        .as(CommandDocs.typed(command))
                        .matches("(?s).*[.):]"));
        assertThat(new Cli(folder).run("--help").out().replaceAll("\\s+", " "))
                .contains("demo The whole story in about a minute, on real files in a new temporary folder. init ");
    }

    @Test
    void the_help_lists_every_exit_code_of_the_page() {
        List<String> ofPage = Pattern.compile("(?m)^\\| (\\d+) \\|")
                .matcher(CommandDocs.text())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(ofPage).contains("0", "143");
        assertThat(List.copyOf(CommandDocs.tree()
                        .getCommandSpec()
                        .usageMessage()
                        .exitCodeList()
                        .keySet()))
                .isEqualTo(ofPage);
    }

    @Test
    void nothing_is_created_by_asking() {
        new Cli(folder).run("--help");
        new Cli(folder).run("stats");
        new Cli(folder).run("tasks", "list");
        new Cli(folder).run("workers");
        new Cli(folder).run("config", "show");
        new Cli(folder).run("doctor");
        new Cli(folder).run("audit", ".");
        new Cli(folder).run("export");
        new Cli(folder).run("workspaces", "list");
        new Cli(folder).run("records", "list", "settings");
        assertThat(folder).isEmptyDirectory();
    }

    /** The lines of the help that can be typed, without the word taskport and without what other programs do after it. */
    private static List<String> examples(CommandLine command) {
        return Arrays.stream(command.getCommandSpec().usageMessage().footer())
                .flatMap(text -> text.replace("%n", "\n").lines())
                .filter(line -> line.startsWith("  "))
                .map(EXAMPLE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1).split(" {3,}", -1)[0].strip())
                .toList();
    }

    private static String[] words(String example) {
        List<String> words = new ArrayList<>();
        WORD.matcher(example)
                .results()
                .forEach(found -> words.add(found.group(1) == null ? found.group(2) : found.group(1)));
        return words.toArray(String[]::new);
    }
}
