package dev.taskport.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksCommandTest {

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void cli() {
        cli = new Cli(folder);
    }

    @Test
    void list_filters_and_pages() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(enqueue("n" + i % 2, "--priority", Integer.toString(i), "--tag", "t" + i, "--require", "r=" + i));
        }
        enqueue("n0", "--workspace", "elsewhere");

        assertThat(idsOf(cli.json("tasks", "list"))).isEqualTo(ids);
        assertThat(idsOf(cli.json("tasks", "list", "--type", "n1"))).containsExactly(ids.get(1), ids.get(3));
        assertThat(idsOf(cli.json("tasks", "list", "--tag", "t2"))).containsExactly(ids.get(2));
        assertThat(idsOf(cli.json("tasks", "list", "--priority", "4"))).containsExactly(ids.get(4));
        assertThat(idsOf(cli.json("tasks", "list", "--require", "r=3"))).containsExactly(ids.get(3));
        assertThat(idsOf(cli.json("tasks", "list", "--status", "held,dead"))).isEmpty();
        assertThat(idsOf(cli.json("tasks", "list", "--updated-since", "2090-01-01T00:00:00Z")))
                .isEmpty();

        JsonNode page = cli.json("tasks", "list", "--limit", "2");
        assertThat(page.get("next").asText()).isEqualTo(ids.get(1));
        assertThat(idsOf(cli.json("tasks", "list", "--limit", "4", "--after", ids.get(1))))
                .isEqualTo(ids.subList(2, 5));
        assertThat(cli.json("tasks", "list").get("next").isNull()).isTrue();
    }

    @Test
    void list_is_a_table_for_people() {
        enqueue("mail", "--title", "Welcome ada");
        assertThat(cli.run("tasks", "list").out())
                .matches(
                        "ID +STATUS  PRIORITY  ATTEMPT  AGE  TYPE  TITLE\n\\w{13}  QUEUED  100       0 of 5   \\d s  mail  Welcome ada\n");
        assertThat(cli.run("tasks", "list", "--type", "x").out()).isEqualTo("No task matches.\n");
    }

    @Test
    void show_prints_what_is_not_empty() {
        String id = enqueue("mail", "--title", "Welcome");
        assertThat(cli.run("tasks", "show", id).out())
                .contains("id                   " + id, "type                 mail", "status               QUEUED")
                .doesNotContain("leasedBy", "result ");
    }

    @Test
    void what_does_not_exist_is_said_and_the_exit_code_is_1() {
        enqueue("mail");
        Cli.Result result = cli.run("tasks", "show", "nobody");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo(
                        "error: There is no task \"nobody\" in workspace default. Nothing was changed. It may be in another"
                                + " workspace, or have been removed after its retention time; \"taskport tasks list\" shows what is there.\n");
    }

    @Test
    void explain_says_why_and_what_to_do() {
        String id = enqueue("mail");
        JsonNode explained = cli.json("tasks", "explain", id);
        assertThat(explained.get("status").asText()).isEqualTo("QUEUED");
        assertThat(explained.get("reasons").get(0).get("kind").asText()).isEqualTo("NO_WORKER");
        assertThat(cli.run("tasks", "explain", id).out()).startsWith(id + " is QUEUED\n- ");
    }

    @Test
    void hold_unhold_cancel_and_replay_move_a_task_through_its_life() {
        String id = enqueue("mail");
        assertThat(control("hold", id)).isEqualTo("APPLIED HELD");
        assertThat(control("hold", id)).isEqualTo("NOT_ALLOWED HELD");
        assertThat(control("unhold", id)).isEqualTo("APPLIED QUEUED");
        assertThat(control("cancel", id)).isEqualTo("APPLIED CANCELLED");
        assertThat(control("replay", id)).isEqualTo("APPLIED QUEUED");
    }

    @Test
    void what_life_does_not_allow_is_said_and_the_exit_code_is_1() {
        String id = enqueue("mail");
        Cli.Result result = cli.run("tasks", "replay", id);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .isEqualTo(id + " is QUEUED, unchanged: replay needs a task that is COMPLETED, DEAD or CANCELLED\n");
    }

    @Test
    void one_unknown_task_among_several_changes_none() {
        String id = enqueue("mail");
        assertThat(cli.run("tasks", "cancel", id, "nobody").code()).isEqualTo(1);
        assertThat(cli.json("tasks", "show", id).get("status").asText()).isEqualTo("QUEUED");
    }

    @Test
    void edit_changes_a_waiting_task_once_per_revision() {
        String id = enqueue("mail");
        Cli.Result edited = cli.run(
                "tasks",
                "edit",
                id,
                "--revision",
                "0",
                "--priority",
                "3",
                "--title",
                "T",
                "--description",
                "D",
                "--tag",
                "x",
                "--max-attempts",
                "9",
                "--payload",
                "[1]",
                "--require",
                "a=b",
                "--run-at",
                "2090-01-01T00:00:00Z");
        assertThat(edited.code()).isZero();

        JsonNode task = cli.json("tasks", "show", id);
        assertThat(task.get("revision").asInt()).isEqualTo(1);
        assertThat(task.get("priority").asInt()).isEqualTo(3);
        assertThat(task.get("maxAttempts").asInt()).isEqualTo(9);
        assertThat(task.get("payload").toString()).isEqualTo("[1]");
        assertThat(task.get("description").asText()).isEqualTo("D");
        assertThat(task.get("requirements").toString()).isEqualTo("{\"a\":[\"b\"]}");

        Cli.Result late = cli.run("tasks", "edit", id, "--revision", "0", "--delay", "1h");
        assertThat(late.code()).isEqualTo(1);
        assertThat(late.out()).contains("was changed by somebody else since you read it; nothing was changed.");
    }

    @Test
    void prune_removes_only_finished_tasks() {
        String cancelled = enqueue("mail");
        enqueue("mail");
        cli.run("tasks", "cancel", cancelled);
        assertThat(cli.json("tasks", "prune").get("pruned").asInt()).isZero();
        assertThat(cli.run("tasks", "prune", "--cancelled", "0").out()).isEqualTo("1 task removed.\n");
        assertThat(cli.json("stats").get("total").asInt()).isEqualTo(1);
    }

    @Test
    void the_log_of_a_task_that_never_ran_is_empty() {
        String id = enqueue("mail");
        assertThat(cli.json("tasks", "log", id).get("items")).isEmpty();
        assertThat(cli.run("tasks", "log", id).out()).isEqualTo("The task has logged nothing.\n");
    }

    @Test
    void stats_counts_by_type_and_status() {
        enqueue("a");
        enqueue("a", "--held");
        enqueue("b", "--delay", "1h");
        JsonNode stats = cli.json("stats");
        assertThat(stats.get("total").asInt()).isEqualTo(3);
        assertThat(stats.get("byStatus").get("QUEUED").asInt()).isEqualTo(2);
        assertThat(stats.get("byStatus").get("DEAD").asInt()).isZero();
        assertThat(stats.get("byType").get("a").asInt()).isEqualTo(2);
        assertThat(stats.get("byTypeAndStatus").get("a").get("HELD").asInt()).isEqualTo(1);
        assertThat(stats.get("oldestQueuedAgeSeconds").asInt()).isBetween(0, 60);
        assertThat(cli.run("stats").out())
                .startsWith("3 tasks in workspace default of sqlite:")
                .contains("TYPE   QUEUED");
    }

    @Test
    void an_empty_store_has_no_oldest_task() {
        Cli.Result result = cli.run("stats", "--json");
        assertThat(result.json().get("total").asInt()).isZero();
        assertThat(result.json().get("oldestQueuedAgeSeconds").isNull()).isTrue();
        assertThat(result.err())
                .isEqualTo("There is no store at sqlite:" + folder.resolve("taskport.db")
                        + " yet; \"taskport init\" or the first \"taskport enqueue\" creates it.\n");
    }

    @Test
    void gates_close_and_open_in_their_own_scopes() {
        assertThat(cli.json("pause", "claims").toString())
                .isEqualTo("{\"items\":[{\"gate\":\"claims\",\"workspace\":null,\"type\":null}]}");
        assertThat(cli.json("pause", "intake", "--type", "mail").get("items")).hasSize(2);
        assertThat(cli.json("resume", "intake").get("items")).hasSize(2);
        assertThat(cli.run("resume", "claims").out())
                .isEqualTo("Intake is paused for type mail of workspace default: new tasks are refused.\n");
        assertThat(cli.run("pause", "intake", "--workspace", "w").out()).contains("Intake is paused for workspace w");
        cli.run("resume", "intake", "--workspace", "w");
        assertThat(cli.run("resume", "intake", "--type", "mail").out()).isEqualTo("Every gate is open.\n");
    }

    @Test
    void a_resume_of_another_scope_says_what_is_paused_and_how_it_opens() {
        cli.run("drain", "--timeout", "5s");
        Cli.Result wrong = cli.run("resume", "intake");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.out())
                .isEqualTo("Intake was not paused for the whole store; nothing was changed.\n"
                        + "Intake is paused for workspace default: new tasks are refused."
                        + " \"taskport resume intake --workspace default\" opens it again.\n");
        assertThat(cli.run("resume", "intake", "--workspace", "default").out()).isEqualTo("Every gate is open.\n");
        Cli.Result again = cli.run("resume", "intake", "--workspace", "default");
        assertThat(again.code()).isZero();
        assertThat(again.out())
                .isEqualTo("Intake was not paused for workspace default; nothing was changed.\nEvery gate is open.\n");
    }

    @Test
    void drain_says_at_once_and_in_its_answer_how_intake_opens_again() {
        String opens = "taskport resume intake --workspace default";
        assertThat(cli.run("drain", "--timeout", "5s").err()).contains("\"" + opens + "\" opens it again.");
        assertThat(cli.json("drain", "--timeout", "5s").get("resume").asText()).isEqualTo(opens);
        assertThat(cli.run("enqueue", "mail").err()).endsWith(" It is opened by \"" + opens + "\".\n");
        assertThat(cli.input("{\"type\":\"mail\"}")
                        .run("enqueue", "--from", "-")
                        .err())
                .endsWith(" It is opened by \"" + opens + "\". No line was stored.\n");
    }

    @Test
    void drain_ends_when_nothing_is_due() {
        assertThat(cli.json("drain", "--timeout", "5s").get("drained").asBoolean())
                .isTrue();
        assertThat(cli.run("enqueue", "mail").code()).isEqualTo(1);
        cli.run("resume", "intake", "--workspace", "default");
        enqueue("mail");
        Cli.Result late = cli.run("drain", "--timeout", "100ms");
        assertThat(late.code()).isEqualTo(1);
        assertThat(late.out()).startsWith("Not drained in time: 1 task queued and 0 tasks running");
    }

    private String enqueue(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "enqueue";
        System.arraycopy(args, 0, all, 1, args.length);
        return cli.json(all).get("id").asText();
    }

    private String control(String verb, String id) {
        JsonNode item = cli.json("tasks", verb, id).get("items").get(0);
        return item.get("result").asText() + " " + item.get("status").asText();
    }

    private static List<String> idsOf(JsonNode list) {
        List<String> ids = new ArrayList<>();
        list.get("items").forEach(item -> ids.add(item.get("id").asText()));
        return ids;
    }
}
