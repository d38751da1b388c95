package dev.taskport.app.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.taskport.app.cli.Cli;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an operator does, command by command, on a SQLite store, as it was once recorded. (A memory belongs to its process,
 * so that a second command would find another one.)
 */
class StoriesTest {

    @TempDir
    Path folder;

    static List<Story> stories() {
        return Story.all();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void is_told_as_it_was_recorded(Story story) {
        assumeFalse(
                System.getProperty("os.name", "").startsWith("Windows") && usesTheShell(story),
                "its commands are written for a POSIX shell");
        Names names = new Names(folder.toString());
        for (Story.Step step : story.steps()) {
            Cli.Result result = new Cli(folder).run(Story.words(names.told(step.command())));
            assertSaid(step, Story.said(result), names);
        }
    }

    private static boolean usesTheShell(Story story) {
        return story.steps().stream().anyMatch(step -> step.command().contains("--exec"));
    }

    private static void assertSaid(Story.Step step, List<String> said, Names names) {
        String all = "$ " + step.command() + "\n" + String.join("\n", said);
        assertThat(said).as(all).hasSameSizeAs(step.expected());
        for (int i = 0; i < said.size(); i++) {
            assertThat(names.matches(step.expected().get(i), said.get(i)))
                    .as("expected: " + step.expected().get(i) + "\nsaid:     " + said.get(i) + "\n\n" + all)
                    .isTrue();
        }
    }

    @Test
    void there_is_a_story_of_everything_that_operators_do() {
        assertThat(stories())
                .extracting(Story::title)
                .contains("drain", "edit", "explain", "hold", "pause-and-resume", "prune", "replay");
    }

    @Test
    void a_name_stands_for_one_task_only_and_nothing_else_differs_unseen() {
        Names names = new Names("/f");
        assertThat(names.matches("<a> is <n> <time>", "0HJ2ZK0V40W00 is 5 2026-01-01T00:00:00.5Z"))
                .isTrue();
        assertThat(names.matches("<a>", "0HJ2ZK0V40W01")).isFalse();
        assertThat(names.matches("<b> <b>", "0HJ2ZK0V40W01 0HJ2ZK0V40W02")).isFalse();
        assertThat(names.matches("<folder>/x.y", "/f/xzy")).isFalse();
        assertThat(names.told("show <a> <c>")).isEqualTo("show 0HJ2ZK0V40W00 <c>");
    }
}
