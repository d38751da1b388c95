package dev.taskport.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taskport.engine.Taskport;
import dev.taskport.port.LogLevel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What every command prints with {@code --json} is what the page about the command line promises, field by field. */
@TestInstance(Lifecycle.PER_CLASS)
class JsonSchemasTest {

    /** Its document is looked at where it is run: that takes a minute. */
    private static final Set<String> ELSEWHERE = Set.of("demo");

    private final Set<String> seen = new HashSet<>(ELSEWHERE);
    private Cli cli = new Cli(Path.of(""));

    @BeforeEach
    void cli(@TempDir Path folder) {
        cli = new Cli(folder);
        this.folder = folder;
    }

    private Path folder = Path.of("");

    @AfterAll
    void every_command_was_looked_at() {
        assertThat(new TreeSet<>(seen))
                .isEqualTo(new TreeSet<>(CommandDocs.leaves().keySet()));
    }

    @Test
    void of_the_store() {
        assertDocumented("init", 0, "init");
        assertDocumented("doctor", 0, "doctor");
        assertDocumented("stats", 0, "stats");
        assertDocumented("config show", 0, "config", "show");
        assertDocumented("config validate", 0, "config", "validate");
        assertDocumented("completion", 0, "completion");
    }

    @Test
    void of_tasks() throws IOException {
        String id = assertDocumented("enqueue", 0, "enqueue", "mail", "--require", "a=b", "--tag", "t")
                .get("id")
                .asText();
        Files.writeString(folder.resolve("tasks.jsonl"), "{\"type\":\"a\"}\n");
        assertDocumented("enqueue", 1, "enqueue", "--from", "tasks.jsonl");
        assertThat(assertDocumented("tasks list", 0, "tasks", "list").get("items"))
                .hasSize(2);
        assertDocumented("tasks show", 0, "tasks", "show", id);
        assertThat(assertDocumented("tasks explain", 0, "tasks", "explain", id).get("reasons"))
                .isNotEmpty();
        assertDocumented("tasks edit", 0, "tasks", "edit", id, "--revision", "0", "--priority", "1");
        for (String verb : new String[] {"hold", "unhold", "cancel", "replay"}) {
            assertDocumented("tasks " + verb, 0, "tasks", verb, id);
        }
        assertDocumented("tasks prune", 0, "tasks", "prune");
        assertDocumented("export", 0, "export", "--output", "out.jsonl");
    }

    @Test
    void of_a_task_that_has_run() {
        String id = cli.json("enqueue", "mail", "--payload", "[1]").get("id").asText();
        try (Taskport taskport = Taskport.open("sqlite:" + folder.resolve("taskport.db"))) {
            taskport.workers()
                    .handle("mail", (payload, context) -> {
                        context.log(LogLevel.INFO, "on my way");
                        context.progress(50, "half");
                        throw new IllegalStateException("broken");
                    })
                    .start();
            await().until(
                            () -> cli.json("tasks", "show", id),
                            task -> task.get("failures").size() > 0);
            assertThat(assertDocumented("workers", 0, "workers").get("items")).hasSize(1);
        }
        JsonNode shown = assertDocumented("tasks show", 0, "tasks", "show", id);
        assertThat(shown.get("progress").isNull()).isFalse();
        assertThat(assertDocumented("tasks log", 0, "tasks", "log", id).get("items"))
                .hasSize(1);
        JsonNode line = exported();
        assertThat(line.get("verbatim").isNull()).isTrue();
        ((ObjectNode) line).remove("verbatim");
        JsonSchema.assertMatches(line, CommandDocs.schemas("tasks show").get(0));
    }

    @Test
    void of_work_and_gates() {
        assertDocumented("work", 0, "work", "--exec", "mail=exit 0", "--until-empty");
        assertThat(assertDocumented("pause", 0, "pause", "intake", "--type", "mail")
                        .get("items"))
                .hasSize(1);
        assertDocumented("resume", 0, "resume", "intake", "--type", "mail");
        assertDocumented("drain", 0, "drain", "--timeout", "5s");
    }

    @Test
    void of_stores_that_move() throws IOException {
        legacyFile("task-queue.json");
        legacyFile("b/TASK-QUEUE.json");
        Files.writeString(Files.createDirectory(folder.resolve("c")).resolve("task-queue.json"), "[]");
        Files.createDirectory(folder.resolve("backups"));
        JsonNode audited = assertDocumented("audit", 0, "audit", ".");
        assertThat(audited.get("items")).hasSize(3);
        assertThat(audited.get("passedBy")).hasSize(1);
        assertDocumented("migrate", 0, "migrate", "task-queue.json", "--to", "sqlite:new.db", "--dry-run");
        assertThat(assertDocumented("migrate", 0, "migrate", "task-queue.json", "--to", "sqlite:new.db")
                        .get("warnings"))
                .isNotEmpty();
        cli.run("enqueue", "mail", "--backend", "sqlite:new.db");
        assertThat(assertDocumented("verify", 0, "verify", "task-queue.json", "new.db")
                        .get("differences"))
                .isNotEmpty();
    }

    @Test
    void of_workspaces_and_records() {
        assertDocumented("workspaces create", 0, "workspaces", "create", "letters");
        assertDocumented("records put", 0, "records", "put", "notes", "a", "--content", "1", "--expires-after", "1h");
        assertThat(assertDocumented("records list", 0, "records", "list", "notes")
                        .get("items"))
                .hasSize(1);
        assertThat(assertDocumented("records list", 1, "records", "list").get("collections"))
                .hasSize(1);
        assertDocumented("records show", 0, "records", "show", "notes", "a");
        assertDocumented("records delete", 0, "records", "delete", "notes", "a");
        assertThat(assertDocumented("workspaces list", 0, "workspaces", "list").get("items"))
                .isNotEmpty();
        assertDocumented("workspaces rename", 0, "workspaces", "rename", "letters", "post");
        assertDocumented("workspaces delete", 0, "workspaces", "delete", "post");
        assertDocumented("workspaces use", 0, "workspaces", "use", "post");
    }

    @Test
    void of_errors() {
        JsonSchema.assertMatches(
                cli.run("tasks", "show", "nobody", "--json").json(), "{\"error\":\"CODE\",\"message\":\"TEXT\"}");
        assertThat(CommandDocs.text()).contains("`{\"error\":\"CODE\",\"message\":\"TEXT\"}`");
    }

    @Test
    void the_check_itself_finds_what_is_missing_or_of_another_kind() throws IOException {
        JsonNode document = new ObjectMapper().readTree("{\"a\":1,\"b\":[{\"c\":\"x\"}],\"d\":null}");
        JsonSchema.assertMatches(document, "{\"a\":N,\"b\":[{\"c\":\"TEXT\"}],\"d\":bool}");
        for (String wrong : new String[] {
            "{\"a\":N,\"b\":[…]}", "{\"a\":bool,\"b\":[…],\"d\":…}", "{\"a\":N,\"b\":[{\"e\":\"TEXT\"}],\"d\":…}",
            "{\"a\":N,\"b\":{…},\"d\":…}", "{\"a\":\"TEXT\",\"b\":[…],\"d\":…}", "{\"a\":ID,\"b\":[…],\"d\":…}"
        }) {
            assertThatThrownBy(() -> JsonSchema.assertMatches(document, wrong))
                    .as(wrong)
                    .isInstanceOf(AssertionError.class);
        }
    }

    private JsonNode assertDocumented(String command, int which, String... args) {
        seen.add(command);
        JsonNode document = cli.json(args);
        assertThat(CommandDocs.schemas(command)).as(command).hasSizeGreaterThan(which);
        JsonSchema.assertMatches(document, CommandDocs.schemas(command).get(which));
        return document;
    }

    private JsonNode exported() {
        return cli.json("export").get("items").get(0);
    }

    private void legacyFile(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream shipped = Objects.requireNonNull(
                JsonSchemasTest.class.getResourceAsStream("/dev/taskport/app/demo/task-queue.json"))) {
            Files.copy(shipped, file);
        }
    }
}
