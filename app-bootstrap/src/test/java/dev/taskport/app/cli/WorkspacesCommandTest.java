package dev.taskport.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspacesCommandTest {

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void cli() {
        cli = new Cli(folder);
    }

    @Test
    void list_shows_what_holds_tasks_or_records_and_which_is_current() {
        cli.run("enqueue", "mail", "--workspace", "letters");
        cli.run("enqueue", "mail", "--workspace", "letters", "--held");
        cli.run("workspaces", "create", "empty");
        assertThat(cli.run("workspaces", "list", "--workspace", "letters").out())
                .isEqualTo("""
                WORKSPACE  TASKS  UNFINISHED
                default    0      0
                empty      0      0
                letters    2      2           current
                """);
        JsonNode letters = cli.json("workspaces", "list").get("items").get(2);
        assertThat(letters.get("total").asInt()).isEqualTo(2);
        assertThat(letters.get("byStatus").get("HELD").asInt()).isEqualTo(1);
    }

    @Test
    void a_store_that_is_not_there_holds_none() {
        assertThat(cli.run("workspaces", "list").out())
                .isEqualTo("The store holds no workspace yet; the current one is default.\n");
    }

    @Test
    void a_task_lives_on_in_a_renamed_workspace() {
        String first = id("enqueue", "first", "--workspace", "old", "--key", "k");
        String second = id("enqueue", "second", "--workspace", "old", "--depends-on", first);
        assertThat(cli.run("workspaces", "rename", "old", "new").out())
                .isEqualTo("Workspace old is new now, with 2 tasks. Programs that name it must be told.\n");

        assertThat(cli.run("tasks", "show", first, "--workspace", "old").code()).isEqualTo(1);
        assertThat(cli.json("enqueue", "first", "--workspace", "new", "--key", "k")
                        .get("duplicate")
                        .asBoolean())
                .isTrue();
        cli.run("work", "--exec", "first=exit 0", "--until-empty", "--workspace", "new");
        assertThat(cli.json("tasks", "show", second, "--workspace", "new")
                        .get("status")
                        .asText())
                .isEqualTo("QUEUED");
        assertThat(cli.json("doctor").get("ok").asBoolean()).isTrue();
    }

    @Test
    void only_an_empty_workspace_is_deleted() {
        id("enqueue", "first", "--workspace", "w");
        Cli.Result refused = cli.run("workspaces", "delete", "w");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo(
                        "error: Workspace w holds 1 task, and only an empty one can be deleted. Nothing was deleted. Cancel"
                                + " what is not finished and prune what is, or leave it as it is.\n");
        cli.run("workspaces", "create", "v");
        assertThat(cli.run("workspaces", "delete", "v").out()).isEqualTo("Workspace v is gone.\n");
        assertThat(cli.run("workspaces", "delete", "v").code()).isEqualTo(1);
        assertThat(cli.run("workspaces", "create", " x").code()).isEqualTo(2);
    }

    @Test
    void use_writes_the_configuration_and_nothing_else_changes_in_it() throws IOException {
        Path file = Files.writeString(folder.resolve("taskport.yaml"), """
                # ours
                backend: sqlite:./a.db   # the old one
                workspace: letters       # for now
                worker:
                  lease: 10s
                """);
        assertThat(cli.run("workspaces", "use", "post").out())
                .isEqualTo("Commands work in workspace post from now on; " + file + " says so.\n");
        assertThat(Files.readString(file)).isEqualTo("""
                # ours
                backend: sqlite:./a.db   # the old one
                workspace: post       # for now
                worker:
                  lease: 10s
                """);
        assertThat(workspaceInForce()).isEqualTo("post");
    }

    @Test
    void use_creates_the_configuration_if_there_is_none() {
        cli.run("workspaces", "use", "post");
        assertThat(workspaceInForce()).isEqualTo("post");
        assertThat(folder.toFile().list()).containsExactly("taskport.yaml");
    }

    @Test
    void use_warns_if_the_environment_says_something_else() {
        Cli.Result result = cli.with("TASKPORT_WORKSPACE", "mine").run("workspaces", "use", "post");
        assertThat(result.err())
                .isEqualTo(
                        "warning: The environment variable TASKPORT_WORKSPACE says mine and wins over the file. Remove"
                                + " it, or give --workspace.\n");
    }

    @Test
    void use_leaves_a_file_alone_that_has_no_place_for_a_line() throws IOException {
        Path file = Files.writeString(folder.resolve("taskport.yaml"), "{backend: \"sqlite:./a.db\"}\n");
        Cli.Result refused = cli.run("workspaces", "use", "post");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("error: The configuration file " + file
                        + " is written in a way that leaves no place for another"
                        + " line. It is as it was. Write it there by hand: workspace: post\n");
        assertThat(Files.readString(file)).isEqualTo("{backend: \"sqlite:./a.db\"}\n");
        assertThat(folder.toFile().list()).containsExactly("taskport.yaml");
    }

    private String workspaceInForce() {
        for (JsonNode item : new Cli(folder).json("config", "show").get("items")) {
            if (item.get("key").asText().equals("workspace")) {
                return item.get("value").asText();
            }
        }
        throw new AssertionError("no workspace is shown");
    }

    private String id(String... args) {
        return cli.json(args).get("id").asText();
    }
}
