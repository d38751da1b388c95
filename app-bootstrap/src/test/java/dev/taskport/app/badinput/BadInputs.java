package dev.taskport.app.badinput;

import dev.taskport.app.cli.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Every kind of bad input that one command can meet in a folder of its own. */
final class BadInputs {

    private static final String QUEUE = "task-queue.json";

    private BadInputs() {}

    static List<BadInput> all() {
        return List.of(
                BadInput.of("an unknown command", "stast"),
                BadInput.of("an unknown command of a group", "tasks", "lst"),
                BadInput.of("an unknown option", "stats", "--jsn"),
                BadInput.of("a server, which is not there yet", "stats", "--server", "http://localhost:8080"),
                BadInput.of("an unknown configuration key", file("taskport.yaml", "backnd: memory:\n"), "stats"),
                BadInput.of(
                        "an unknown configuration key in a block",
                        file("taskport.yaml", "worker:\n  leese: 10s\n"),
                        "work",
                        "--exec",
                        "mail=./send-mail.sh"),
                BadInput.of(
                        "a list in a list of the configuration",
                        file("taskport.yaml", "strategies: [[FIFO]]\n"),
                        "stats"),
                BadInput.of(
                        "a mapping in a list of the configuration",
                        file("taskport.yaml", "strategies: [FIFO: 1]\n"),
                        "stats"),
                BadInput.of(
                        "an empty item in a list of the configuration",
                        file("taskport.yaml", "strategies: [FIFO, ~]\n"),
                        "stats"),
                BadInput.of("a configuration that is a folder", folder("conf"), "stats", "--config", "conf"),
                BadInput.of("an unknown backend scheme", "stats", "--backend", "mysql:x"),
                BadInput.of("no backend address", "stats", "--backend", "tasks.db"),
                BadInput.of("an invalid payload", "enqueue", "mail", "--payload", "{\"to\":"),
                BadInput.of("an invalid payload of a file", file("p.json", "{'to': 1}"), payload("@p.json")),
                BadInput.of("a payload file that is not there", payload("@p.json")),
                BadInput.of("a payload file that is a folder", folder("p.json"), payload("@p.json")),
                BadInput.of("a payload in UTF-16", bytes("p.json", utf16("{}")), payload("@p.json")),
                BadInput.of("a payload over the limit", payload("-")).input("\"" + "x".repeat(300_000) + "\""),
                BadInput.of("a payload over every limit", payload("-")).input("\"" + "x".repeat(9_000_000) + "\""),
                BadInput.of("a priority out of range", "enqueue", "mail", "--priority", "1001"),
                BadInput.of("a priority that is no number", "enqueue", "mail", "--priority", "high"),
                BadInput.of("a type with control characters", "enqueue", "ma\u0007il"),
                BadInput.of(
                        "a dependency that is not there", store(), "enqueue", "mail", "--depends-on", "0000000000001"),
                BadInput.of(
                        "a dependency on itself",
                        lines("{\"type\":\"a\",\"externalId\":\"A\",\"dependsOn\":[\"A\"]}"),
                        enqueueFrom()),
                BadInput.of(
                        "a forward reference in --from",
                        lines("{\"type\":\"a\",\"dependsOn\":[\"B\"]}", "{\"type\":\"b\",\"externalId\":\"B\"}"),
                        enqueueFrom()),
                BadInput.of(
                        "a line of --from that is cut off", lines("{\"type\":\"a\"}", "{\"type\":\"b"), enqueueFrom()),
                BadInput.of(
                        "a line of --from with the same key twice",
                        lines("{\"type\":\"a\",\"type\":\"b\"}"),
                        enqueueFrom()),
                BadInput.of("a line of --from with NaN", lines("{\"type\":\"a\",\"payload\":NaN}"), enqueueFrom()),
                BadInput.of(
                        "a line of --from with an unknown field", lines("{\"type\":\"a\",\"prio\":1}"), enqueueFrom()),
                BadInput.of("an export to enqueue from", folder -> export(folder), enqueueFrom()),
                BadInput.of("a line of --from with an id", lines("{\"id\":\"A\",\"type\":\"a\"}"), enqueueFrom()),
                BadInput.of("no such file to enqueue from", enqueueFrom()),
                BadInput.of("a folder to enqueue from", folder("tasks.jsonl"), enqueueFrom()),
                BadInput.of("a file in UTF-16 to enqueue from", bytes("tasks.jsonl", utf16("{}")), enqueueFrom()),
                BadInput.of("no such file to migrate", migrate()),
                BadInput.of("an empty file", queue(""), migrate()),
                BadInput.of("a file that is cut off", queue("{\"tasks\": [{\"id\": \"A\", \"ti"), migrate()),
                BadInput.of("a file that goes on after its end", queue("{\"tasks\": []} {}"), migrate()),
                BadInput.of("duplicate ids", queue(tasks(task("A", ""), task("A", ""))), migrate()),
                BadInput.of("duplicate keys", queue(tasks(task("A", ",\"id\":\"B\""))), migrate()),
                BadInput.of("NaN", queue(tasks(task("A", ",\"n\":NaN"))), migrate()),
                BadInput.of("a file in UTF-16", bytes(QUEUE, utf16(tasks())), migrate()),
                BadInput.of("another program's queue", queue("[{\"id\": 1, \"name\": \"x\"}]"), migrate()),
                BadInput.of("a byte order mark", queue("\uFEFF" + tasks(task("A", ""))), migrate())
                        .thatIsAccepted(),
                BadInput.of(
                                "a cycle in an import",
                                queue(tasks(
                                        task("A", ",\"dependencies\":[\"B\"]"),
                                        task("B", ",\"dependencies\":[\"A\"]"))),
                                migrate())
                        .thatIsAccepted(),
                BadInput.of(
                                "a dangling reference in an import",
                                queue(tasks(task("A", ",\"dependencies\":[\"X\"]"))),
                                migrate())
                        .thatIsAccepted(),
                BadInput.of("a folder without a queue", folder("q"), "migrate", "q", "--to", "sqlite:./new.db"),
                BadInput.of(
                        "a folder as a database",
                        folder("tasks.db"),
                        "enqueue",
                        "mail",
                        "--backend",
                        "sqlite:tasks.db"),
                BadInput.of("the working directory as a database", "stats", "--backend", "sqlite:."),
                BadInput.of("a folder as an export", folder("out.jsonl"), "export", "--output", "out.jsonl"),
                BadInput.of("a file as a folder to audit", queue("{}"), "audit", QUEUE),
                BadInput.of("not a database", file("tasks.db", "These are notes.\n".repeat(99)), statsOf("tasks.db")),
                BadInput.of("half a database", folder -> halfDatabase(folder), statsOf("taskport.db")),
                BadInput.of("a database of a newer schema", BadInputs::newerSchema, statsOf("taskport.db")),
                BadInput.of("a newer schema met by a writer", BadInputs::newerSchema, "enqueue", "mail"),
                BadInput.of(
                        "a database of another application",
                        BadInputs::foreignDatabase,
                        "migrate",
                        "foreign.db",
                        "--to",
                        "sqlite:./new.db"),
                BadInput.of(
                        "a configuration file that cannot take a line",
                        file("taskport.yaml", "{workspace: a}\n"),
                        use()),
                BadInput.of("a migration into memory", queue(tasks()), "migrate", QUEUE, "--to", "memory:"));
    }

    private static String[] payload(String payload) {
        return new String[] {"enqueue", "mail", "--payload", payload};
    }

    private static String[] enqueueFrom() {
        return new String[] {"enqueue", "--from", "tasks.jsonl"};
    }

    private static String[] migrate() {
        return new String[] {"migrate", QUEUE, "--to", "sqlite:./new.db"};
    }

    private static String[] statsOf(String file) {
        return new String[] {"stats", "--backend", "sqlite:" + file};
    }

    private static String[] use() {
        return new String[] {"workspaces", "use", "b"};
    }

    static String tasks(String... records) {
        return "{\"tasks\": [" + String.join(", ", records) + "]}";
    }

    static String task(String id, String more) {
        return "{\"id\":\"" + id + "\",\"title\":\"t\",\"status\":\"pending\",\"capability_required\":\"c\","
                + "\"priority\":\"HIGH\",\"created_at\":\"2025-11-01T00:00:00Z\"" + more + "}";
    }

    private static BadInput.Setup queue(String text) {
        return file(QUEUE, text);
    }

    private static BadInput.Setup lines(String... lines) {
        return file("tasks.jsonl", String.join("\n", lines) + "\n");
    }

    private static BadInput.Setup file(String name, String text) {
        return bytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static BadInput.Setup bytes(String name, byte[] bytes) {
        return folder -> Files.write(folder.resolve(name), bytes);
    }

    private static byte[] utf16(String text) {
        return text.getBytes(StandardCharsets.UTF_16); // with a mark
    }

    private static BadInput.Setup folder(String name) {
        return folder -> Files.createDirectory(folder.resolve(name));
    }

    private static BadInput.Setup store() {
        return folder -> new Cli(folder).run("init");
    }

    private static void halfDatabase(Path folder) throws IOException {
        store(folder);
        Path file = folder.resolve("taskport.db");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, 20));
    }

    private static void store(Path folder) {
        new Cli(folder).run("init");
    }

    private static void export(Path folder) {
        Cli cli = new Cli(folder);
        cli.run("enqueue", "mail");
        cli.run("export", "--output", "tasks.jsonl");
    }

    private static void newerSchema(Path folder) throws SQLException {
        store(folder);
        sql(
                folder.resolve("taskport.db"),
                "update taskport_schema set version = 999",
                "pragma wal_checkpoint(truncate)");
    }

    private static void foreignDatabase(Path folder) throws SQLException {
        sql(
                folder.resolve("foreign.db"),
                "create table tasks (id integer primary key, status text)",
                "insert into tasks values (1, 'pending')");
    }

    private static void sql(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
