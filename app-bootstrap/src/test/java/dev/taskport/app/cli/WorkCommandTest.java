package dev.taskport.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taskport.app.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands of these tests are written for a POSIX shell")
class WorkCommandTest {

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void cli() {
        cli = new Cli(folder).with("TASKPORT_RETRY_FIRST", "1ms").with("TASKPORT_WORKER_SNOOZE", "1ms");
    }

    @Test
    void the_payload_arrives_on_standard_input_and_json_on_standard_output_is_the_result() {
        String id = enqueue("mail", "--payload", "{\"to\": \"ada ✅\"}");
        JsonNode worked = work("mail=cat");
        assertThat(worked.get("completed").asInt()).isEqualTo(1);
        assertThat(worked.get("stoppedWell").asBoolean()).isTrue();
        assertThat(show(id).get("status").asText()).isEqualTo("COMPLETED");
        assertThat(show(id).get("result").toString()).isEqualTo("{\"to\":\"ada ✅\"}");
    }

    @Test
    void output_that_is_no_json_is_no_result() {
        String id = enqueue("mail");
        work("mail=echo hello");
        assertThat(show(id).get("status").asText()).isEqualTo("COMPLETED");
        assertThat(show(id).get("result").isNull()).isTrue();
    }

    @Test
    void a_command_that_does_not_read_its_payload_completes_all_the_same() {
        String small = enqueue("mail", "--payload", "1");
        String large = new Cli(folder)
                .input("\"" + "x".repeat(200_000) + "\"")
                .json("enqueue", "mail", "--payload", "-")
                .get("id")
                .asText();
        work("mail=true");
        assertThat(show(small).get("status").asText()).isEqualTo("COMPLETED");
        assertThat(show(large).get("status").asText()).isEqualTo("COMPLETED");
    }

    @Test
    void a_large_payload_arrives_whole() {
        String id = new Cli(folder)
                .input("\"" + "x".repeat(200_000) + "\"")
                .json("enqueue", "mail", "--payload", "-")
                .get("id")
                .asText();
        work("mail=wc -c | tr -d ' '");
        assertThat(show(id).get("result").asInt()).isEqualTo(200_002);
    }

    @Test
    void a_failing_command_is_tried_again_until_its_attempts_are_used_up() {
        String id = enqueue("mail", "--max-attempts", "3");
        JsonNode worked = work("mail=echo 'no paper' >&2; exit 3");
        assertThat(worked.get("retried").asInt()).isEqualTo(2);
        assertThat(worked.get("dead").asInt()).isEqualTo(1);
        JsonNode task = show(id);
        assertThat(task.get("status").asText()).isEqualTo("DEAD");
        assertThat(task.get("failures")).hasSize(3);
        assertThat(task.get("failures").get(0).get("error").asText()).isEqualTo("exit code 3: no paper");
    }

    @Test
    void only_the_end_of_much_standard_error_is_kept() {
        String id = enqueue("mail", "--max-attempts", "1");
        work("mail=seq 1 100000 >&2; echo last >&2; exit 1");
        String error = show(id).get("failures").get(0).get("error").asText();
        assertThat(error).startsWith("exit code 1: ").endsWith("\n100000\nlast").hasSizeLessThan(2100);
    }

    @Test
    void exit_code_75_puts_the_task_back_and_the_attempt_does_not_count() throws IOException {
        Path marker = folder.resolve("been here");
        String id = enqueue("mail", "--max-attempts", "1");
        JsonNode worked = work("mail=test -e '" + marker + "' || { touch '" + marker + "'; exit 75; }");
        assertThat(worked.get("snoozed").asInt()).isEqualTo(1);
        assertThat(worked.get("completed").asInt()).isEqualTo(1);
        assertThat(show(id).get("attempt").asInt()).isEqualTo(1);
        assertThat(show(id).get("failures")).isEmpty();
        assertThat(Files.exists(marker)).isTrue();
    }

    @Test
    void a_command_that_does_not_exist_fails_the_attempt() {
        String id = enqueue("mail", "--max-attempts", "1");
        work("mail=/no/such/command");
        assertThat(show(id).get("status").asText()).isEqualTo("DEAD");
        assertThat(show(id).get("failures").get(0).get("error").asText()).contains("/no/such/command");
    }

    @Test
    void the_command_learns_which_task_it_runs_and_may_call_taskport() {
        String id = enqueue("mail");
        work("mail=printf '[\"%s\",\"%s\",%s]' $TASKPORT_TASK_ID $TASKPORT_TASK_TYPE $TASKPORT_TASK_ATTEMPT");
        assertThat(show(id).get("result").toString()).isEqualTo("[\"" + id + "\",\"mail\",1]");
        Cli inside = new Cli(folder).with("TASKPORT_TASK_ID", id).with("TASKPORT_TASK_TYPE", "mail");
        assertThat(inside.run("stats").code()).isZero();
    }

    @Test
    void types_and_requirements_decide_what_is_taken() {
        String mine = enqueue("mail", "--require", "region=eu");
        String foreign = enqueue("mail", "--require", "region=us");
        String other = enqueue("print");
        assertThat(cli.json("work", "--exec", "mail=true", "--offer", "region=eu", "--until-empty")
                        .get("completed")
                        .asInt())
                .isEqualTo(1);
        assertThat(show(mine).get("status").asText()).isEqualTo("COMPLETED");
        assertThat(show(foreign).get("status").asText()).isEqualTo("QUEUED");
        assertThat(show(other).get("status").asText()).isEqualTo("QUEUED");
    }

    @Test
    void what_is_due_later_is_not_waited_for() {
        String id = enqueue("mail", "--delay", "1h");
        assertThat(work("mail=true").get("completed").asInt()).isZero();
        assertThat(show(id).get("status").asText()).isEqualTo("QUEUED");
    }

    @Test
    void dependants_follow_and_other_workspaces_stay_away() {
        String first = enqueue("a");
        String second = enqueue("b", "--depends-on", first);
        String elsewhere = enqueue("a", "--workspace", "elsewhere");
        assertThat(cli.json(
                                "work",
                                "--exec",
                                "a=true",
                                "--exec",
                                "b=true",
                                "--until-empty",
                                "--strategy",
                                "fifo",
                                "--concurrency",
                                "2",
                                "--name",
                                "it",
                                "--lease",
                                "5s")
                        .get("worker")
                        .asText())
                .startsWith("it-");
        assertThat(show(second).get("status").asText()).isEqualTo("COMPLETED");
        assertThat(cli.json("tasks", "show", elsewhere, "--workspace", "elsewhere")
                        .get("status")
                        .asText())
                .isEqualTo("QUEUED");
    }

    @Test
    void people_read_how_it_went_and_notes_go_aside() {
        enqueue("mail");
        Cli.Result worked = cli.run("work", "--exec", "mail=true", "--until-empty");
        assertThat(worked.out()).isEqualTo("1 task completed, 0 to be tried again, 0 dead, 0 put back for later.\n");
        assertThat(worked.err()).startsWith("Worker worker-").contains("takes mail from sqlite:");
    }

    @Test
    void an_illegal_worker_is_refused_before_anything_runs() {
        assertThat(cli.run("work", "--exec", "mail=true", "--concurrency", "0").err())
                .contains("A concurrency of 0 is not between 1 and 10000. No worker was started.");
        assertThat(cli.run("work", "--exec", "mail=true", "--lease", "1s").err())
                .contains("The lease of PT1S is not between 5 s and 1 day.");
        assertThat(cli.run("work", "--exec", "taskport.probe=true").code()).isEqualTo(2);
        Cli.Result twice = cli.run("work", "--exec", "x=true", "--exec", "x=false", "--until-empty");
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.err()).contains("--exec names the type x twice. No worker was started.");
        assertThat(cli.run("work", "--exec", "x").err())
                .contains("--exec \"x\" is not TYPE=COMMAND. No worker was started. Write for example --exec mail=");
    }

    @Test
    void a_termination_signal_finishes_what_runs_and_tells_how_it_went() throws IOException, InterruptedException {
        String id = enqueue("mail");
        Path said = folder.resolve("said");
        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "work",
                        "--exec",
                        "mail=sleep 2; echo '\"slept\"'")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> show(id).get("status").asText().equals("LEASED"));

        worker.destroy();

        assertThat(worker.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(show(id).get("result").asText()).isEqualTo("slept");
        assertThat(Files.readString(said)).contains("1 task completed");
    }

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            disabledReason = "setsid, which makes a process group as a terminal does, is of Linux")
    void ctrl_c_in_a_terminal_gives_back_what_its_commands_did_not_finish() throws IOException, InterruptedException {
        String killed = enqueue("killed", "--max-attempts", "1");
        String failing = enqueue("failing", "--max-attempts", "1");
        Path said = folder.resolve("said");
        Process worker = new ProcessBuilder(
                        "setsid",
                        // Whoever starts the tests in the background has them, and all they start, ignore the signal.
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "work",
                        "--concurrency",
                        "2",
                        "--exec",
                        "killed=touch began1; sleep 60",
                        "--exec",
                        "failing=trap 'sleep 1; exit 1' INT; touch began2; sleep 60")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Files.exists(folder.resolve("began1")) && Files.exists(folder.resolve("began2")));

            assertThat(new ProcessBuilder("kill", "-INT", "--", "-" + worker.pid())
                            .start()
                            .waitFor())
                    .isZero();

            assertThat(worker.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            worker.destroyForcibly();
        }
        for (String id : new String[] {killed, failing}) {
            assertThat(show(id).get("status").asText())
                    .as(Files.readString(said))
                    .isEqualTo("QUEUED");
            assertThat(show(id).get("failures")).isEmpty();
        }
    }

    @Test
    void an_order_that_the_store_does_not_keep_starts_no_worker_and_creates_nothing() {
        Cli.Result asked = cli.run("work", "--exec", "mail=true", "--strategy", "weighted_random");
        assertThat(asked.err())
                .isEqualTo(
                        "error: The store sqlite:" + folder.resolve("taskport.db")
                                + " does not keep the order WEIGHTED_RANDOM, in which this worker would claim. No worker was"
                                + " started. Add it to strategies, or claim in another order by --strategy or worker.strategy.\n");
        assertThat(asked.code()).isEqualTo(2);

        cli.with("TASKPORT_STRATEGIES", "FIFO");
        for (String[] store : new String[][] {{}, {"--backend", "memory:"}}) {
            Cli.Result result = cli.run(Stream.concat(Stream.of("work", "--exec", "mail=true"), Stream.of(store))
                    .toArray(String[]::new));
            assertThat(result.err()).contains("does not keep the order PRIORITY");
            assertThat(result.code()).isEqualTo(2);
        }
        assertThat(folder.resolve("taskport.db")).doesNotExist();
    }

    @Test
    void a_store_may_keep_more_orders_than_the_configuration_names_and_builds_those_that_it_names() {
        enqueue("mail");
        cli.with("TASKPORT_STRATEGIES", "FIFO");
        assertThat(work("mail=true").get("completed").asInt()).isEqualTo(1);
        enqueue("mail");
        cli.with("TASKPORT_STRATEGIES", "WEIGHTED_RANDOM").with("TASKPORT_WORKER_STRATEGY", "WEIGHTED_RANDOM");
        assertThat(work("mail=true").get("completed").asInt()).isEqualTo(1);
    }

    private JsonNode work(String exec) {
        return cli.json("work", "--exec", exec, "--until-empty");
    }

    private JsonNode show(String id) {
        return cli.json("tasks", "show", id);
    }

    private String enqueue(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "enqueue";
        System.arraycopy(args, 0, all, 1, args.length);
        return cli.json(all).get("id").asText();
    }
}
