package dev.taskport.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.app.output.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HelpTest {

    @TempDir
    Path folder;

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

    @Test
    void every_command_explains_itself_and_each_of_its_options() {
        for (CommandLine command : commands()) {
            String name = command.getCommandSpec().qualifiedName();
            assertThat(command.getCommandSpec().usageMessage().description())
                    .as(name)
                    .isNotEmpty();
            assertThat(command.getCommandSpec().options())
                    .as(name)
                    .allSatisfy(option -> assertThat(option.description())
                            .as(option.longestName())
                            .isNotEmpty());
        }
    }

    @Test
    void every_command_has_its_chapter_in_the_docs() throws Exception {
        String docs = Files.readString(Path.of("..", "docs", "command-line.md"));
        for (CommandLine command : commands()) {
            for (var option : command.getCommandSpec().options()) {
                if (!List.of("--help", "--version").contains(option.longestName())) {
                    assertThat(docs).as(command.getCommandName()).contains(option.longestName());
                }
            }
            if (command.getSubcommands().isEmpty()) {
                assertThat(docs).contains(command.getCommandName());
            }
        }
    }

    @Test
    void completion_is_a_script_that_knows_the_commands() {
        assertThat(new Cli(folder).run("completion").out()).startsWith("#!").contains("enqueue", "--until-empty");
    }

    @Test
    void nothing_is_created_by_asking() {
        new Cli(folder).run("--help");
        new Cli(folder).run("stats");
        new Cli(folder).run("tasks", "list");
        new Cli(folder).run("workers");
        new Cli(folder).run("config", "show");
        new Cli(folder).run("doctor");
        assertThat(folder).isEmptyDirectory();
    }

    private List<CommandLine> commands() {
        GlobalOptions global = new GlobalOptions();
        List<CommandLine> all = new ArrayList<>();
        collect(CommandTree.of(global, new Invocation(Console.ofProcess(), global)), all);
        return all;
    }

    private static void collect(CommandLine command, List<CommandLine> all) {
        all.add(command);
        command.getSubcommands().values().forEach(below -> collect(below, all));
    }
}
