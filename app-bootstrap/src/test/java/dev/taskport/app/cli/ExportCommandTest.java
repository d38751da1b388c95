package dev.taskport.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taskport.app.output.Console;
import dev.taskport.app.output.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void cli() {
        cli = new Cli(folder);
    }

    @Test
    void a_task_is_a_line_with_the_fields_of_show_and_verbatim() throws IOException {
        String id = enqueue("mail", "--payload", "{ \"n\" : 1.0 }", "--tag", "x");
        Cli.Result exported = cli.run("export");
        assertThat(exported.out().lines()).hasSize(1);
        assertThat(exported.out()).contains("\"payload\":{ \"n\" : 1.0 }");

        JsonNode shown = cli.json("tasks", "show", id);
        List<String> fields = new ArrayList<>();
        shown.fieldNames().forEachRemaining(fields::add);
        fields.add("verbatim");
        assertThat(MAPPER.readTree(exported.out()).fieldNames()).toIterable().containsExactlyElementsOf(fields);
    }

    @Test
    void a_document_with_line_breaks_stays_on_its_line_and_is_kept_verbatim() throws IOException {
        String payload = "{\r\n  \"text\" : \"a\\nb\",\n  \"n\" : [1,\n2]\n}";
        Files.writeString(folder.resolve("p.json"), payload);
        enqueue("mail", "--payload", "@p.json");
        enqueue("mail", "--payload", "1");

        List<String> lines = cli.run("export").out().lines().toList();

        assertThat(lines).hasSize(2);
        JsonNode line = MAPPER.readTree(lines.get(0));
        assertThat(line.get("verbatim").get("payload").asText()).isEqualTo(payload);
        assertThat(line.get("payload")).isEqualTo(MAPPER.readTree(payload));
        assertThat(MAPPER.readTree(lines.get(1)).get("verbatim").isNull()).isTrue();
    }

    @Test
    void the_options_of_tasks_list_choose() {
        String dead = enqueue("a", "--priority", "7");
        enqueue("b", "--tag", "x");
        enqueue("b", "--workspace", "elsewhere");
        cli.run("tasks", "cancel", dead);

        assertThat(exported()).hasSize(2);
        assertThat(exported("--status", "CANCELLED")).hasSize(1);
        assertThat(exported("--type", "b")).hasSize(1);
        assertThat(exported("--tag", "y")).isEmpty();
        assertThat(exported("--priority", "7", "--type", "a")).hasSize(1);
        assertThat(exported("--workspace", "elsewhere")).hasSize(1);
        assertThat(exported("--all-workspaces")).hasSize(3);
        assertThat(exported("--all-workspaces", "--type", "b")).hasSize(2);
    }

    @Test
    void with_json_the_lines_are_items_of_one_document() {
        assertThat(cli.json("export").get("items")).isEmpty();
        enqueue("a");
        enqueue("b");
        assertThat(cli.json("export").get("items")).hasSize(2);
    }

    @Test
    void a_file_is_written_whole_and_only_its_owner_may_read_it() throws IOException {
        enqueue("a");
        Path file = folder.resolve("tasks.jsonl");
        Cli.Result result = cli.run("export", "--output", "tasks.jsonl");

        assertThat(result.out()).startsWith("1 task written to " + file);
        assertThat(Files.readString(file)).isEqualTo(cli.run("export").out());
        assertThat(cli.json("export", "--output", "again.jsonl").get("exported").asInt())
                .isEqualTo(1);
        if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void a_file_that_is_there_is_replaced_only_if_told_so() throws IOException {
        enqueue("a");
        Path file = Files.writeString(folder.resolve("tasks.jsonl"), "mine");
        Cli.Result refused = cli.run("export", "--output", "tasks.jsonl");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("error: The file " + file + " is there already. Nothing was written and it was not changed."
                        + " Choose another name, or replace it by --overwrite.\n");
        assertThat(Files.readString(file)).isEqualTo("mine");

        assertThat(cli.run("export", "--output", "tasks.jsonl", "--overwrite").code())
                .isZero();
        assertThat(Files.readString(file)).startsWith("{\"id\":");
        assertThat(cli.run("export", "--output", ".").err()).contains("is a folder. Nothing was written.");
        assertThat(cli.run("export", "--output", "missing/x.jsonl").err())
                .contains("cannot be written", "The store was not changed, and no part of a file was left behind.");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void a_filter_that_makes_no_sense_is_refused_before_anything_is_opened() {
        assertThat(cli.run("export", "--updated-since", "yesterday").code()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void an_export_ends_when_nobody_reads_it_any_more() {
        enqueue("a");
        enqueue("b");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        Console console = new Console(
                InputStream.nullInputStream(),
                new PrintStream(closed, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                folder,
                Terminal.NONE,
                InstantSource.system());
        assertThat(new CommandLineInterface(console).run("export")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "error: Standard output was closed before the export was complete. The store was not changed.\n");
    }

    private List<String> exported(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "export";
        System.arraycopy(args, 0, all, 1, args.length);
        return cli.run(all).out().lines().toList();
    }

    private String enqueue(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "enqueue";
        System.arraycopy(args, 0, all, 1, args.length);
        return cli.json(all).get("id").asText();
    }

    private List<String> leftovers() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".new"))
                    .toList();
        }
    }
}
