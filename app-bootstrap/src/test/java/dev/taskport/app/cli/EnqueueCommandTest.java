package dev.taskport.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnqueueCommandTest {

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void cli() {
        cli = new Cli(folder);
    }

    @Test
    void a_task_is_stored_and_answered_as_documented() {
        JsonNode answer = cli.json("enqueue", "mail");
        assertThat(answer.get("id").asText()).hasSize(13);
        assertThat(answer.get("status").asText()).isEqualTo("QUEUED");
        assertThat(answer.get("duplicate").asBoolean()).isFalse();
        assertThat(folder.resolve("taskport.db")).exists();
    }

    @Test
    void an_external_id_that_is_taken_is_named_with_its_line() throws IOException {
        Path file = Files.writeString(
                folder.resolve("tasks.jsonl"), "{\"type\":\"a\"}\n\n{\"type\":\"a\",\"externalId\":\"A\"}\n");
        assertThat(cli.run("enqueue", "--from", "tasks.jsonl").code()).isZero();
        Cli.Result again = cli.run("enqueue", "--from", "tasks.jsonl");
        assertThat(again.err())
                .startsWith("error: " + file + ", line 3: Task ")
                .contains(" has the external id A, which belongs to another task of workspace default.")
                .endsWith(" No line was stored.\n");
        assertThat(again.code()).isEqualTo(1);
        assertThat(cli.json("stats").get("total").asInt()).isEqualTo(2);
    }

    @Test
    void a_file_whose_lines_have_keys_is_repeatable() throws IOException {
        Files.writeString(folder.resolve("tasks.jsonl"), "{\"type\":\"a\",\"key\":\"K\",\"externalId\":\"A\"}\n");
        cli.run("enqueue", "--from", "tasks.jsonl");
        assertThat(cli.json("enqueue", "--from", "tasks.jsonl").toString())
                .isEqualTo("{\"read\":1,\"created\":0,\"duplicates\":1}");
    }

    @Test
    void every_option_reaches_the_task() {
        String first = id(cli.json("enqueue", "first"));
        String second = id(cli.json(
                "enqueue",
                "mail",
                "--payload",
                "{ \"to\" : \"ada\" }",
                "--priority",
                "7",
                "--run-at",
                "2090-01-01T00:00:00Z",
                "--key",
                "welcome",
                "--max-attempts",
                "3",
                "--require",
                "region=eu",
                "--require",
                "region=us",
                "--require",
                "gpu=yes",
                "--tag",
                "b",
                "--tag",
                "a",
                "--title",
                "Hello",
                "--depends-on",
                first,
                "--on-dependency-failure",
                "cancel"));

        JsonNode task = cli.json("tasks", "show", second);

        assertThat(task.get("payload").toString()).isEqualTo("{\"to\":\"ada\"}");
        assertThat(cli.run("tasks", "show", second, "--json").out()).contains("\"payload\":{ \"to\" : \"ada\" }");
        assertThat(task.get("priority").asInt()).isEqualTo(7);
        assertThat(task.get("runAfter").asText()).isEqualTo("2090-01-01T00:00:00Z");
        assertThat(task.get("idempotencyKey").asText()).isEqualTo("welcome");
        assertThat(task.get("maxAttempts").asInt()).isEqualTo(3);
        assertThat(task.get("requirements").toString()).isEqualTo("{\"gpu\":[\"yes\"],\"region\":[\"eu\",\"us\"]}");
        assertThat(task.get("tags").toString()).isEqualTo("[\"b\",\"a\"]");
        assertThat(task.get("title").asText()).isEqualTo("Hello");
        assertThat(task.get("dependsOn").toString()).isEqualTo("[\"" + first + "\"]");
        assertThat(task.get("status").asText()).isEqualTo("BLOCKED");
        assertThat(task.get("onDependencyFailure").asText()).isEqualTo("CANCEL");
        assertThat(cli.json("enqueue", "later", "--held").get("status").asText())
                .isEqualTo("HELD");
    }

    @Test
    void a_payload_may_come_from_a_file_or_from_standard_input() throws IOException {
        Files.writeString(folder.resolve("p.json"), "\uFEFF[1, 2]");
        assertThat(payload(id(cli.json("enqueue", "a", "--payload", "@p.json"))))
                .isEqualTo("[1,2]");
        assertThat(payload(id(cli.input("\"text\"").json("enqueue", "a", "--payload", "-"))))
                .isEqualTo("\"text\"");
    }

    @Test
    void a_key_is_taken_in_once() {
        String id = id(cli.json("enqueue", "mail", "--key", "k"));
        JsonNode again = cli.json("enqueue", "mail", "--key", "k", "--payload", "1");
        assertThat(id(again)).isEqualTo(id);
        assertThat(again.get("duplicate").asBoolean()).isTrue();
        assertThat(again.get("contentDiffers").asBoolean()).isTrue();
    }

    @Test
    void a_dependency_that_does_not_exist_is_refused() {
        Cli.Result result = cli.run("enqueue", "mail", "--depends-on", "0000000000001");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("error: There is no task \"0000000000001\" in workspace default. Nothing was changed.");
    }

    @Test
    void a_type_of_the_program_itself_is_refused() throws IOException {
        Cli.Result refused = cli.run("enqueue", "taskport.probe");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("The type taskport.probe begins with taskport., which is reserved for Taskport itself.");
        assertLineRefused("{\"type\":\"taskport.probe\"}", "The type taskport.probe begins with taskport.");
        assertThat(folder.resolve("taskport.db")).doesNotExist();
    }

    @Test
    void a_file_is_stored_line_by_line() throws IOException {
        write(
                "{\"type\":\"a\",\"payload\":{\"n\": 1.0},\"externalId\":\"A\",\"priority\":5,\"tags\":[\"x\"],\"title\":\"t\"}",
                "",
                "{\"type\":\"b\",\"dependsOn\":[\"A\"],\"requirements\":{\"region\":[\"eu\"]},\"delay\":\"1h\",\"held\":false}",
                "{\"type\":\"c\",\"key\":\"k\",\"payload\":\"text\",\"maxAttempts\":1,\"createdBy\":\"me\",\"description\":\"d\"}",
                "{\"type\":\"c\",\"idempotencyKey\":\"k\",\"payload\":-12.5e3,\"onDependencyFailure\":\"cancel\"}",
                "{\"type\":\"d\",\"payload\":null,\"runAfter\":\"2090-01-01T00:00:00Z\",\"held\":true}");

        assertThat(cli.json("enqueue", "--from", "tasks.jsonl").toString())
                .isEqualTo("{\"read\":5,\"created\":4,\"duplicates\":1}");

        JsonNode items = cli.json("tasks", "list").get("items");
        assertThat(items).hasSize(4);
        assertThat(cli.run("tasks", "show", "A", "--json").out()).contains("\"payload\":{\"n\": 1.0}");
        assertThat(items.get(1).get("status").asText()).isEqualTo("BLOCKED");
        assertThat(items.get(1).get("dependsOn").get(0).asText())
                .isEqualTo(items.get(0).get("id").asText());
        assertThat(items.get(2).get("payload").asText()).isEqualTo("text");
        assertThat(items.get(3).get("payload").isNull()).isTrue();
        assertThat(items.get(3).get("status").asText()).isEqualTo("HELD");
    }

    @Test
    void a_large_file_is_stored_in_batches() throws IOException {
        write(IntStream.range(0, 2500)
                .mapToObj(i -> "{\"type\":\"n\",\"payload\":" + i + "}")
                .toArray(String[]::new));
        assertThat(cli.run("enqueue", "--from", "tasks.jsonl").out()).isEqualTo("2,500 tasks stored.\n");
        assertThat(cli.json("stats").get("total").asInt()).isEqualTo(2500);
        assertThat(cli.json("enqueue", "--from", "tasks.jsonl", "--from-line", "2401")
                        .get("created")
                        .asInt())
                .isEqualTo(100);
    }

    @Test
    void a_wrong_line_is_named_and_nothing_of_the_file_is_stored() throws IOException {
        assertLineRefused("{\"payload\":1}", "it has no \"type\".");
        assertLineRefused("[]", "it is not a JSON object.");
        assertLineRefused("{\"type\":\"a\",\"prio\":1}", "the field \"prio\" is unknown. Did you mean priority?");
        assertLineRefused("{\"type\":\"a\",\"priority\":\"1\"}", "\"priority\" is not a whole number.");
        assertLineRefused("{\"type\":\"a\",\"priority\":9999}", "The priority 9999 is not between");
        assertLineRefused("{\"type\":\"a\",\"type\":\"b\"}", "it is not valid JSON: Duplicate field 'type'");
        assertLineRefused("{\"type\":\"a\",\"held\":1}", "\"held\" is not true or false.");
        assertLineRefused("{\"type\":\"a\",\"requirements\":1}", "\"requirements\" is not an object.");
        assertLineRefused(
                "{\"type\":\"a\",\"dependsOn\":[\"B\"]}",
                "it depends on \"B\", which is no earlier line's externalId and no task in the workspace.");
        assertLineRefused("{\"type\":\"a\",\"dependsOn\":[\"A\"],\"externalId\":\"A\"}", "it depends on \"A\"");
        assertLineRefused("{\"type\":", "No line of the file was stored.");
    }

    @Test
    void a_file_that_cannot_be_read_is_refused() throws IOException {
        assertThat(cli.run("enqueue", "--from", "missing.jsonl").err())
                .contains("cannot be read: there is no such file.");
        assertThat(cli.run("enqueue", "--from", ".").err()).contains("cannot be read: it is a folder.");
        Files.write(folder.resolve("utf16.jsonl"), new byte[] {(byte) 0xFE, (byte) 0xFF, 0, '{', 0, '}'});
        assertThat(cli.run("enqueue", "--from", "utf16.jsonl").err())
                .contains("utf16.jsonl is not UTF-8 text. Nothing was stored. Convert it to UTF-8.");
    }

    @Test
    void paused_intake_refuses_and_says_how_to_go_on() throws IOException {
        cli.run("pause", "intake");
        Cli.Result one = cli.run("enqueue", "mail");
        assertThat(one.code()).isEqualTo(1);
        write("{\"type\":\"a\"}");
        Cli.Result file = cli.run("enqueue", "--from", "tasks.jsonl");
        assertThat(file.code()).isEqualTo(1);
        assertThat(file.err()).endsWith(" No line was stored.\n");
    }

    private void assertLineRefused(String line, String why) throws IOException {
        write("{\"type\":\"good\"}", line);
        Cli.Result result = cli.run("enqueue", "--from", "tasks.jsonl");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("error: " + folder.resolve("tasks.jsonl") + ", line 2: ")
                .contains(why, "No line of the file was stored. Correct it and try again.");
        assertThat(cli.json("stats").get("total").asInt()).isZero();
    }

    private void write(String... lines) throws IOException {
        Files.writeString(
                folder.resolve("tasks.jsonl"),
                java.util.Arrays.stream(lines).collect(Collectors.joining("\n", "", "\n")));
    }

    private String payload(String id) {
        return cli.json("tasks", "show", id).get("payload").toString();
    }

    private static String id(JsonNode answer) {
        return answer.get("id").asText();
    }
}
