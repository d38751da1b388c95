package dev.taskport.app.secrecy;

import static org.awaitility.Awaitility.await;

import dev.taskport.app.cli.Cli;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.RetryPolicy;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskEdit;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.engine.TaskQueue;
import dev.taskport.engine.Taskport;
import dev.taskport.engine.WorkerPool;
import dev.taskport.engine.WorkerState;
import dev.taskport.payload.jackson.JacksonPayloadCodec;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.LogLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A program in which everything goes wrong around a payload and a secret. It tells of every exception that it meets. */
final class Misfortunes {

    static final String PAYLOAD = "canary-of-the-payload-7f3a";
    static final String SECRET = "canary-of-the-secret-91bc";
    static final String REFUSED = "Refused: ";
    static final int REFUSALS = 18;

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String DOCUMENT = "{\"to\":\"" + PAYLOAD + "\"}";

    private final Path folder;
    private final CountDownLatch outageBegan = new CountDownLatch(1);

    private Misfortunes(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        Misfortunes all = new Misfortunes(Path.of(args[0]));
        all.ofHandlers();
        all.ofValues();
        all.ofAddresses();
        all.ofTheCommandLine();
    }

    /** What the program does with a call that must fail. */
    private interface Call {
        void run() throws Exception;
    }

    private static void refused(Call call) {
        try {
            call.run();
        } catch (Exception e) {
            System.out.println(REFUSED + e);
            e.printStackTrace(System.out);
        }
    }

    private void ofHandlers() throws Exception {
        try (Taskport taskport = Taskport.open("sqlite:" + folder.resolve("tasks.db") + "?durability=normal")) {
            TaskQueue queue = taskport.queue();
            WorkerPool pool = pool(taskport);
            TaskDraft fails = TaskDraft.of("fails").payload(DOCUMENT).maxAttempts(2);
            ends(queue, fails, TaskStatus.DEAD);
            ends(queue, TaskDraft.of("unreadable").payload(DOCUMENT), TaskStatus.DEAD);
            ends(queue, TaskDraft.of("unwritable").payload(DOCUMENT), TaskStatus.DEAD);
            ends(queue, TaskDraft.of("talks").payload(DOCUMENT), TaskStatus.COMPLETED);
            TaskId waits =
                    queue.enqueue(TaskDraft.of("waits").payload(DOCUMENT)).id();
            await().atMost(SOON).until(() -> pool.running() == 1);
            outage(queue, pool, waits);
            ends(queue, waits, TaskStatus.COMPLETED);
        }
    }

    private WorkerPool pool(Taskport taskport) {
        return taskport.workers()
                .codec(new JacksonPayloadCodec())
                .retry(RetryPolicy.fixed(Duration.ofMillis(1)))
                .handle("fails", (payload, context) -> {
                    throw new IllegalStateException("cannot use " + payload.text(), new IOException(payload.text()));
                })
                .handle("unreadable", Integer[].class, (payload, context) -> null)
                .handle("unwritable", (payload, context) -> new Unwritable())
                .handle("talks", (payload, context) -> {
                    context.progress(10, PAYLOAD);
                    context.log(LogLevel.WARN, PAYLOAD);
                    refused(() -> context.progress(101, PAYLOAD));
                    context.log(LogLevel.WARN, PAYLOAD.repeat(10_000));
                    return Map.of("from", PAYLOAD);
                })
                .handle("waits", (payload, context) -> {
                    outageBegan.await();
                    context.progress(10, PAYLOAD);
                    context.log(LogLevel.WARN, PAYLOAD);
                    return Map.of("from", PAYLOAD);
                })
                .listener(event -> {
                    throw new IllegalStateException(String.valueOf(event.error()));
                })
                .start();
    }

    /** A result that cannot be written, and says why. */
    public static final class Unwritable {
        @SuppressWarnings("DoNotCallSuggester") // called by Jackson
        public String getValue() {
            throw new IllegalStateException(PAYLOAD);
        }
    }

    private static void ends(TaskQueue queue, TaskDraft draft, TaskStatus status) throws InterruptedException {
        ends(queue, queue.enqueue(draft).id(), status);
    }

    private static void ends(TaskQueue queue, TaskId id, TaskStatus status) throws InterruptedException {
        if (queue.await(id, SOON).status() != status) {
            throw new AssertionError(
                    "Task " + queue.find(id).orElseThrow().spec().type() + " is not " + status);
        }
    }

    /** The database refuses every write to a task until it is told not to. */
    private void outage(TaskQueue queue, WorkerPool pool, TaskId waits) throws Exception {
        sql("create trigger no_update before update on taskport_state begin select raise(abort, 'outage'); end");
        sql("create trigger no_state before insert on taskport_state begin select raise(abort, 'outage'); end");
        sql("create trigger no_insert before insert on taskport_task begin select raise(abort, 'outage'); end");
        outageBegan.countDown();
        await().atMost(SOON).until(() -> pool.state().phase() == WorkerState.Phase.PAUSED_BY_OUTAGE);
        System.out.println(pool.state());
        refused(() -> queue.enqueue(TaskDraft.of("fails").payload(DOCUMENT)));
        refused(() ->
                queue.enqueueAsync(TaskDraft.of("fails").payload(DOCUMENT)).join());
        refused(() -> queue.cancel(waits));
        sql("drop trigger no_update");
        sql("drop trigger no_state");
        sql("drop trigger no_insert");
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + folder.resolve("tasks.db") + "?busy_timeout=10000");
                Statement executed = connection.createStatement()) {
            executed.execute(statement);
        }
    }

    private void ofValues() {
        try (Taskport taskport = Taskport.open("sqlite:" + folder.resolve("values.db"))) {
            TaskQueue queue = taskport.queue();
            refused(() -> JsonText.of("{\"to\":" + PAYLOAD + "}"));
            refused(() -> TaskDraft.of("t").payload("{\"to\":\"" + PAYLOAD));
            refused(() -> queue.enqueue(TaskDraft.of("t").payload("\"" + PAYLOAD.repeat(20_000) + "\"")));
            NewTask task = TaskDraft.of("t").payload(DOCUMENT).as(queue.newId());
            queue.enqueueAll(List.of(task));
            refused(() -> queue.enqueueAll(List.of(
                    TaskDraft.of("t").payload("{\"other\":\"" + PAYLOAD + "\"}").as(task.id()))));
            refused(() ->
                    queue.edit(TaskEdit.of(task.id(), 0).payload(JsonText.of("\"" + PAYLOAD.repeat(20_000) + "\""))));
            refused(() -> new JacksonPayloadCodec().decode(JsonText.of(DOCUMENT), Integer.class));
        }
    }

    private void ofAddresses() {
        String query = "?password=" + SECRET;
        refused(() -> Taskport.open("sqlite:" + folder.resolve("x.db") + query));
        refused(() -> Taskport.open("SQLITE:" + folder.resolve("x.db") + query));
        refused(() -> Taskport.open("nowhere:x" + query));
        refused(() -> Taskport.open("nowhere://ada:" + SECRET + "@host/db" + query));
        refused(() -> Taskport.open("Nowhere://ada:" + SECRET + "@host/db" + query));
        refused(() -> Taskport.open("sqlite:x.db" + query + "%zz"));
        refused(() -> Taskport.open("memory:" + query));
        refused(() -> Taskport.open("json:" + folder.resolve("x.json") + query));
        System.out.println(BackendAddress.parse("sqlite:x.db" + query));
        System.out.println(BackendOptions.defaults().values(Map.of("password", SECRET)));
    }

    private void ofTheCommandLine() throws IOException {
        String address = "sqlite:cli.db?password=" + SECRET;
        told("init", "--backend", address);
        told("stats", "--backend", "SQLite:cli.db?password=" + SECRET);
        told("stats", "--backend", "nowhere://ada:" + SECRET + "@host/db");
        told("config", "show", "--backend", address);
        told("doctor", "--backend", address);
        told("migrate", address, "--to", "sqlite:y.db?password=" + SECRET);
        told("verify", address, address);
        told("enqueue", "mail", "--backend", "sqlite:cli.db", "--payload", "{\"to\":" + PAYLOAD);
        Files.writeString(folder.resolve("many.jsonl"), "{\"type\":\"t\",\"payload\":{\"to\":" + PAYLOAD + "}}\n");
        told("enqueue", "--backend", "sqlite:cli.db", "--from", "many.jsonl");
        Files.writeString(folder.resolve("taskport.yaml"), "backend: \"" + address + "\n  - {\n");
        told("stats");
        Files.writeString(folder.resolve("taskport.yaml"), "backend: \"sqlite:cli.db\"\npasswort: " + SECRET + "\n");
        told("stats");
    }

    private void told(String... words) {
        String[] verbose = java.util.Arrays.copyOf(words, words.length + 1);
        verbose[words.length] = "--verbose";
        Cli.Result result = new Cli(folder).run(verbose);
        System.out.println(words[0] + " ended with " + result.code());
        System.out.print(result.out());
        System.out.print(result.err());
    }
}
