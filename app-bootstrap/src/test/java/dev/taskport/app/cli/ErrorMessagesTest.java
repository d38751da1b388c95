package dev.taskport.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exact words of what can go wrong: what, which, why, what it means, and the next step. */
class ErrorMessagesTest {

    @TempDir
    Path folder;

    @Test
    void an_unknown_command_names_the_nearest_one() {
        assertSays(
                2,
                "Unknown command or argument stast. Did you mean stats? Nothing was done. \"taskport --help\" shows what"
                        + " is possible.",
                "stast");
        assertSays(
                2,
                "Unknown command or argument lst. Did you mean list? Nothing was done. \"taskport tasks --help\" shows"
                        + " what is possible.",
                "tasks",
                "lst");
    }

    @Test
    void an_unknown_option_names_the_nearest_one() {
        assertSays(
                2,
                "Unknown option --jsn. Did you mean --json? Nothing was done. \"taskport stats --help\" shows what is"
                        + " possible.",
                "stats",
                "--jsn");
    }

    @Test
    void a_group_alone_says_that_a_command_is_missing() {
        assertSays(
                2,
                "Missing required subcommand. Nothing was done. \"taskport tasks --help\" shows what is possible.",
                "tasks");
    }

    @Test
    void a_missing_argument_is_named() {
        assertSays(
                2,
                "Missing required option: '--to=ADDRESS'. Nothing was done. \"taskport migrate --help\" shows what is"
                        + " possible.",
                "migrate",
                "a.json");
        assertSays(
                2,
                "Missing required parameter: 'ID'. Nothing was done. \"taskport tasks show --help\" shows what is"
                        + " possible.",
                "tasks",
                "show");
    }

    @Test
    void a_value_of_the_wrong_kind_is_named() {
        assertSays(
                2,
                "Invalid value for option '--priority': 'high' is not an int. Nothing was done. \"taskport enqueue --help\""
                        + " shows what is possible.",
                "enqueue",
                "mail",
                "--priority",
                "high");
        assertThat(run("tasks", "list", "--status", "DONE").err())
                .startsWith("error: Invalid value for option '--status' (STATUS): expected one of [QUEUED,");
    }

    @Test
    void with_json_the_error_is_a_document_too() {
        Cli.Result result = run("enqueue", "mail", "--priority", "high", "--json");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.json().get("error").asText()).isEqualTo("USAGE");
        assertThat(result.json().get("message").asText()).startsWith("Invalid value for option '--priority'");
    }

    @Test
    void an_unknown_scheme_names_the_known_ones() {
        assertSays(
                2,
                "No backend on the class path opens addresses of scheme \"mysql\". Nothing was opened. Known here: json,"
                        + " memory, sqlite. Correct the address, or add the adapter's jar.",
                "--backend",
                "mysql:x",
                "stats");
    }

    @Test
    void an_address_without_a_scheme_is_refused() {
        assertSays(
                2,
                "--backend: backend. \"tasks.db\" is not a backend address. Nothing was opened. Write SCHEME:LOCATION,"
                        + " for example sqlite:./taskport.db.",
                "--backend",
                "tasks.db",
                "stats");
    }

    @Test
    void a_memory_of_another_process_cannot_be_reached() {
        assertSays(
                2,
                "The backend is memory:, and that memory lives in another process, which this command cannot reach."
                        + " Nothing was done. Ask that process, or name a durable store by --backend or in the configuration.",
                "--backend",
                "memory:",
                "pause",
                "claims");
    }

    @Test
    void a_payload_that_is_no_json_is_refused() {
        assertThat(said("enqueue", "mail", "--payload", "{\"to\":")).startsWith("error: The payload is not valid: ");
        assertThat(run("enqueue", "mail", "--payload", "{\"to\":").code()).isEqualTo(2);
        Path missing = folder.resolve("missing.json");
        assertSays(
                2,
                "The file " + missing + " cannot be read: there is no such file. Nothing was stored. Check the name and"
                        + " the rights.",
                "enqueue",
                "mail",
                "--payload",
                "@missing.json");
        assertThat(said("enqueue", "mail", "--payload", "@.")).contains("cannot be read: it is a folder");
    }

    @Test
    void a_payload_over_the_limit_is_refused() {
        String large = "\"" + "x".repeat(300_000) + "\"";
        Cli.Result result = new Cli(folder).input(large).run("enqueue", "mail", "--payload", "-");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("error: The payload")
                .contains("300,002 bytes", "262,144", "Nothing was stored");
    }

    @Test
    void text_that_is_not_utf_8_is_refused() throws IOException {
        Files.write(folder.resolve("utf16.json"), new byte[] {(byte) 0xFE, (byte) 0xFF, 0, '{', 0, '}'});
        assertThat(said("enqueue", "mail", "--payload", "@utf16.json"))
                .contains("utf16.json is not UTF-8 text. Nothing was stored. Convert it to UTF-8.");
    }

    @Test
    void a_priority_out_of_range_is_refused() {
        assertSays(
                2,
                "The priority 1001 is not between 0 (most urgent) and 1000. Nothing was stored. Choose a number in that"
                        + " range.",
                "enqueue",
                "mail",
                "--priority",
                "1001");
    }

    @Test
    void a_type_with_control_characters_is_refused() {
        assertSays(
                2,
                "The task type holds a control character (U+0007 at position 3). Nothing was stored. Use visible characters only.",
                "enqueue",
                "ma\u0007il");
    }

    @Test
    void options_that_contradict_or_say_nothing_are_refused() {
        assertSays(
                2,
                "Give either a TYPE or --from FILE.jsonl. Nothing was stored. For example: taskport enqueue mail"
                        + " --payload '{\"to\":\"ada\"}'",
                "enqueue");
        assertSays(
                2,
                "--delay and --run-at say two things. Nothing was changed. Give one.",
                "tasks",
                "edit",
                "0000000000001",
                "--revision",
                "0",
                "--delay",
                "1h",
                "--run-at",
                "2090-01-01T00:00:00Z");
        assertSays(
                2,
                "--delay and --run-at say two things. Nothing was stored. Give one.",
                "enqueue",
                "mail",
                "--delay",
                "1s",
                "--run-at",
                "2030-01-01T00:00:00Z");
        assertSays(
                2,
                "--require \"region\" is not KEY=VALUE. Nothing was done. Write for example --require region=eu.",
                "enqueue",
                "mail",
                "--require",
                "region");
        assertSays(
                2,
                "--delay: \"soon\" is not a duration. Write a number and a unit (ms, s, m, h, d), for example 25s or"
                        + " 1h30m. Nothing was done.",
                "enqueue",
                "mail",
                "--delay",
                "soon");
        assertSays(
                2,
                "--run-at: \"soon\" is not an instant. Nothing was done. Write it in UTC, for example"
                        + " 2026-12-24T18:00:00Z.",
                "enqueue",
                "mail",
                "--run-at",
                "soon");
        assertSays(
                2,
                "Nothing to change was named. Nothing was done. Give for example --priority 5.",
                "tasks",
                "edit",
                "0000000000001",
                "--revision",
                "0");
        assertSays(
                2,
                "--exec \"mail=\" names no command. No worker was started. Write for example --exec mail=./send-mail.sh.",
                "work",
                "--exec",
                "mail=");
    }

    @Test
    void a_wrong_configuration_starts_nothing() throws IOException {
        Path file = Files.writeString(folder.resolve("taskport.yaml"), "backnd: memory:\n");
        assertSays(
                2,
                file
                        + ": the key backnd is unknown. Did you mean backend? Nothing was started. \"taskport config show\""
                        + " lists every key.",
                "stats");
    }

    @Test
    void a_configuration_that_is_not_there_starts_nothing() {
        assertSays(
                2,
                "The configuration file " + folder.resolve("other.yaml") + " cannot be used: there is no such file."
                        + " Nothing was started. Correct it, or choose another with --config.",
                "stats",
                "--config",
                "other.yaml");
    }

    @Test
    void a_migration_into_memory_would_end_with_the_command() {
        assertSays(
                2,
                "The target memory: would end with this command, and the tasks in it. Nothing was migrated. Name a"
                        + " durable store, for example sqlite:./taskport.db.",
                "migrate",
                "a.json",
                "--to",
                "memory:");
    }

    private Cli.Result run(String... args) {
        return new Cli(folder).run(args);
    }

    private String said(String... args) {
        return run(args).err();
    }

    private void assertSays(int code, String message, String... args) {
        Cli.Result result = run(args);
        assertThat(result.err()).isEqualTo("error: " + message + "\n");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(code);
    }
}
