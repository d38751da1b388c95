package dev.taskport.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts are read by the shells that they are for, where those are installed. */
class CompletionTest {

    /** What is typed; what must be offered, and what must not. A word that is to be begun is {@code _}. */
    private static final String CASES = """
            ta                    | tasks           | stats
            tasks li              | list            | explain
            tasks list --ty       | --type          | --tag
            tasks list --status D | DEAD            | HELD
            --backend x works     | workspaces      | work
            pause _               | intake          | list
            workspaces re         | rename          | replay
            completion _          | fish            | tasks
            export --out          | --output        | --overwrite
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = CASES)
    void bash_completes(String typed, String offered, String not) throws Exception {
        requireShell("bash");
        assertThat(bash("bash", typed)).contains(offered).doesNotContain(not);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = CASES)
    void fish_completes(String typed, String offered, String not) throws Exception {
        requireShell("fish");
        Path script = script("fish");
        String line = "taskport " + typed.replace("_", "");
        List<String> all = run("fish", "--no-config", "-c", "source " + script + "; complete -C '" + line + "'");
        assertThat(all).map(text -> text.split("\t", -1)[0]).contains(offered).doesNotContain(not);
    }

    /** What zsh offers is sieved by zsh itself, so that too much is no fault here. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = CASES)
    void zsh_completes(String typed, String offered) throws Exception {
        requireShell("zsh");
        Path test =
                Files.writeString(folder.resolve("test.zsh"), """
                source '%s' || exit 1
                COMP_WORDS=(taskport %s)
                COMP_CWORD=$((${#COMP_WORDS} - 1))
                emulate ksh -c _complete_taskport
                print -l -- ${=COMPREPLY}
                """.formatted(script("zsh"), typed.replace("_", "''")));
        assertThat(run("zsh", "-f", test.toString())).contains(offered);
    }

    @Test
    void fish_is_told_every_command_and_every_option_that_is_shown() throws IOException {
        String script = Files.readString(script("fish"));
        CommandDocs.leaves().forEach((command, line) -> {
            String last = command.substring(command.lastIndexOf(' ') + 1);
            assertThat(script).contains(" -a " + last + " -d '");
            CommandDocs.ownOptions(line)
                    .forEach(option -> assertThat(script)
                            .contains(" -n '__taskport_in " + command + "' -l " + option.substring(2) + " "));
        });
        assertThat(script).contains("complete -c taskport -l json -d '").doesNotContain("-l server");
        assertThat(script.lines())
                .allSatisfy(line -> assertThat(line.replace("\\'", "")
                                        .chars()
                                        .filter(c -> c == '\'')
                                        .count()
                                % 2)
                        .as(line)
                        .isZero());
    }

    @Test
    void an_option_has_a_value_wherever_it_is_or_nowhere() {
        CommandDocs.all()
                .forEach(command -> command.getCommandSpec().options().forEach(option -> {
                    boolean value = option.arity().max() > 0;
                    CommandDocs.all().stream()
                            .flatMap(other -> other.getCommandSpec().options().stream())
                            .filter(other -> other.longestName().equals(option.longestName()))
                            .forEach(other -> assertThat(other.arity().max() > 0)
                                    .as(option.longestName())
                                    .isEqualTo(value));
                }));
    }

    @Test
    void bash_is_the_shell_unless_another_is_named() {
        String bash = new Cli(folder).run("completion").out();
        assertThat(bash).startsWith("#!").contains("enqueue", "--until-empty");
        assertThat(new Cli(folder).run("completion", "bash").out().lines().skip(5))
                .containsExactlyElementsOf(bash.lines().skip(5).toList());
        assertThat(new Cli(folder).json("completion", "fish").get("shell").asText())
                .isEqualTo("fish");
        assertThat(new Cli(folder).run("completion", "csh").code()).isEqualTo(2);
    }

    private List<String> bash(String shell, String typed) throws Exception {
        Path test =
                Files.writeString(folder.resolve("test.sh"), """
                compopt() { :; } # knows only of completions that a person asked for
                source '%s' || exit 1
                COMP_WORDS=(taskport %s)
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _complete_taskport
                printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(script("bash"), typed.replace("_", "''")));
        return run(shell, "--norc", test.toString());
    }

    private Path script(String shell) throws IOException {
        return Files.writeString(
                folder.resolve("taskport." + shell),
                new Cli(folder).run("completion", shell).out());
    }

    private static void requireShell(String shell) {
        assumeTrue(
                !System.getProperty("os.name", "").startsWith("Windows"),
                "on Windows the shells have paths of their own");
        assumeTrue(installed(shell), shell + " is not installed here");
    }

    private static boolean installed(String shell) {
        try {
            Process asked = new ProcessBuilder(shell, "-c", "exit 7").start();
            return asked.waitFor(1, TimeUnit.MINUTES) && asked.exitValue() == 7;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said.lines().toList();
    }
}
