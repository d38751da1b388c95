package dev.taskport.adapter.jsonlegacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.Priority;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskEdit;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TaskQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the old program's file into a store of another kind and back: what comes back is what was there. */
class WayBackTest {

    private static final String ROOT = """
            "task_counts": {"total": 81, "pending_assignment": 80, "completed": 1},
              "metadata": {"last_updated": "2025-11-16T16:25:33", "version": "1.0", "total_tasks": 83},
              "last_updated": "2025-11-16T15:23:55.475709+00:00",
              "updated_by": "orchestrator",
              "own field": {"b": [1, 2.50, 1e3], "a": "\\u2705"}""";

    @TempDir
    Path folder;

    private final BackendOptions options = BackendOptions.defaults().clock(() -> QueueFile.NOW);

    /** Every quirk that real files have: three kinds of times, escapes beside letters, missing and unknown fields. */
    private byte[] quirks() {
        QueueFile file = QueueFile.of(
                QueueFile.task(
                        "done-1", "completed", ",\"completed_at\": \"2025-03-04T08:15:00Z\",\"completed_by\": \"x\""),
                QueueFile.task("done-2", "closed", ",\"x\": {\"y\": [\"\\u2705\", \"✅\", 1.0]}"),
                QueueFile.waiting("wait-1", ""),
                QueueFile.waiting("wait-2", "\"wait-1\",\"done-1\""),
                QueueFile.waiting("dangling", "\"nowhere\""),
                QueueFile.task("deferred-1", "deferred", ",\"failures\": []"),
                QueueFile.task("odd", "approved", ",\"estimated_tokens\": 15000,\"metadata\": {\"a\": [1]}"),
                QueueFile.task(
                        "busy",
                        "in_progress",
                        ",\"assigned_to\": \"ada\",\"assigned_at\": \"2025-03-03T09:00:00+00:00\""),
                QueueFile.task("failed", "failed", ",\"failures\": [\"one\", {\"two\": 2}]"),
                "{\"id\": \"bare\", \"status\": \"pending\", \"title\": \"t\", \"created_at\": \"2025-03-03T08:15:00.123456\", \"priority\": \"urgent?\"}");
        IntStream.range(0, 12).forEach(i -> file.add(QueueFile.task("more-" + i, "pending_assignment")));
        return file.rest(ROOT).text().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private PersistenceBackend open(Path file, OpenMode mode, String... values) {
        Map<String, String> own = values.length == 0 ? Map.of() : Map.of(values[0], values[1]);
        return new JsonLegacyBackendProvider().open(new BackendAddress("json", file.toString(), own), options, mode);
    }

    private Path source(byte[] bytes) throws IOException {
        return Files.write(Files.createDirectory(folder.resolve("source")).resolve("task-queue.json"), bytes);
    }

    private Path target() throws IOException {
        return Files.createDirectory(folder.resolve("target")).resolve("task-queue.json");
    }

    private OtherStore moved(Path source, String... values) {
        OtherStore other = new OtherStore(options);
        try (PersistenceBackend from = open(source, OpenMode.READ_ONLY, values)) {
            OtherStore.move(from, other);
        }
        return other;
    }

    private byte[] back(OtherStore other) throws IOException {
        Path target = target();
        List<Task> before = all(other);
        try (PersistenceBackend to = open(target, OpenMode.CREATE)) {
            OtherStore.move(other, to);
        }
        try (PersistenceBackend again = open(target, OpenMode.MUST_EXIST)) {
            assertThat(all(again)).isEqualTo(before);
        }
        return Files.readAllBytes(target);
    }

    private static List<Task> all(PersistenceBackend backend) {
        return backend.inspection().list(TaskQuery.all(Workspace.DEFAULT).limit(1000));
    }

    @Test
    void an_unworked_copy_comes_back_equal_value_for_value() throws IOException {
        byte[] before = quirks();
        byte[] after = back(moved(source(before)));
        assertThat(LegacyShape.differences(before, after)).isEmpty();
    }

    @Test
    void it_does_so_whatever_zone_and_words_it_was_read_with() throws IOException {
        byte[] before = quirks();
        Path source = source(before);
        byte[] after = back(moved(source, "status-map", "deferred=QUEUED,approved=QUEUED"));
        assertThat(LegacyShape.differences(before, after).keySet()).allMatch(where -> where.endsWith(".taskport"));
    }

    @Test
    void after_work_exactly_what_was_worked_on_has_changed() throws IOException {
        byte[] before = quirks();
        OtherStore other = moved(source(before));
        Set<String> worked = work(other, 10);
        assertThat(worked).hasSize(10);
        Map<String, String> differences = LegacyShape.differences(before, back(other));
        assertThat(legacy(differences)).isEqualTo(expected(worked));
        assertThat(differences.get("wait-1.status")).isEqualTo("\"pending_assignment\" -> \"completed\"");
        assertThat(differences.get("root.task_counts")).contains("\"total\":22", "\"completed\":11");
    }

    /** Completes so many tasks; answers their names. */
    private static Set<String> work(PersistenceBackend backend, int count) {
        ClaimRequest request = new ClaimRequest(
                new WorkerId("worker"),
                Workspace.DEFAULT,
                all(backend).stream().map(Task::type).collect(Collectors.toSet()),
                Capabilities.NONE,
                SchedulingStrategy.FIFO,
                1,
                Duration.ofSeconds(25));
        return IntStream.range(0, count)
                .mapToObj(i -> backend.leasing().claim(request))
                .flatMap(List::stream)
                .peek(claimed -> backend.leasing()
                        .settle(List.of(new Settlement(claimed.lease(), new Outcome.Complete(JsonText.of("[1]"))))))
                .map(ClaimedTask::task)
                .map(task -> String.valueOf(task.spec().externalId()))
                .collect(Collectors.toSet());
    }

    /** What Taskport keeps for itself does not count. */
    private static Set<String> legacy(Map<String, String> differences) {
        return differences.keySet().stream()
                .filter(where -> !where.endsWith(".taskport"))
                .collect(Collectors.toSet());
    }

    private static Set<String> expected(Set<String> worked) {
        Set<String> expected = worked.stream()
                .flatMap(name -> List.of(name + ".status", name + ".completed_at", name + ".assigned_at").stream())
                .collect(Collectors.toSet());
        if (worked.contains("busy")) {
            expected.add("busy.assigned_to"); // Ada had it at another time.
        }
        expected.addAll(Set.of("root.task_counts", "root.metadata", "root.last_updated", "root.updated_by"));
        return expected;
    }

    @Test
    void who_did_it_before_is_not_named_beside_a_newer_time() throws IOException {
        OtherStore other = moved(source(quirks()));
        TaskId done = all(other).stream()
                .filter(task -> "done-1".equals(String.valueOf(task.spec().externalId())))
                .findAny()
                .orElseThrow()
                .id();
        other.control().replay(Workspace.DEFAULT, List.of(done));
        assertThat(work(other, 30)).contains("done-1", "busy");
        Map<String, String> differences = LegacyShape.differences(quirks(), back(other));
        assertThat(differences)
                .containsKeys("done-1.completed_at", "busy.assigned_at")
                .containsEntry("done-1.completed_by", "\"x\" -> ")
                .containsEntry("busy.assigned_to", "\"ada\" -> ");
    }

    @Test
    void every_status_has_its_word_and_a_priority_without_one_the_nearest() throws IOException {
        OtherStore other = moved(source(quirks()));
        Map<String, TaskId> ids = new TreeMap<>();
        all(other).forEach(task -> ids.put(String.valueOf(task.spec().externalId()), task.id()));
        other.control().cancel(Workspace.DEFAULT, List.of(id(ids, "more-0")));
        other.control().hold(Workspace.DEFAULT, List.of(id(ids, "more-1")));
        other.control()
                .edit(Workspace.DEFAULT, TaskEdit.of(id(ids, "more-2"), 0).priority(new Priority(37)));
        other.control()
                .edit(Workspace.DEFAULT, TaskEdit.of(id(ids, "odd"), 0).payload(JsonText.of("{\"file\":\"a\"}")));
        other.control().replay(Workspace.DEFAULT, List.of(id(ids, "done-1")));
        byte[] after = back(other);
        Map<String, String> differences = LegacyShape.differences(quirks(), after);
        assertThat(differences)
                .containsEntry("more-0.status", "\"pending_assignment\" -> \"cancelled\"")
                .containsEntry("more-1.status", "\"pending_assignment\" -> \"deferred\"")
                .doesNotContainKey("more-2.priority")
                .containsEntry("odd.estimated_tokens", "15000 -> ")
                .containsEntry("odd.file", " -> \"a\"")
                .doesNotContainKey("odd.status")
                .containsEntry("done-1.status", "\"completed\" -> \"pending_assignment\"");
        assertThat(differences.get("more-2.taskport")).contains("\"priority\":37");
    }

    private static TaskId id(Map<String, TaskId> ids, String name) {
        return java.util.Objects.requireNonNull(ids.get(name));
    }

    @Test
    void a_task_that_never_was_there_can_be_read_by_the_old_program() throws IOException {
        Path target = target();
        TaskId first = new TaskId(5_000_000);
        try (PersistenceBackend to = open(target, OpenMode.CREATE)) {
            to.intake()
                    .enqueue(List.of(
                            TaskDraft.of("render")
                                    .payload("{\"estimated_tokens\":7,\"file\":\"x.py\",\"deep\":" + "[".repeat(200)
                                            + "]".repeat(200) + "}")
                                    .as(first),
                            TaskDraft.of("render")
                                    .payload("[1, 2]")
                                    .priority(149)
                                    .dependsOn(first)
                                    .externalId(new ExternalId("mine"))
                                    .as(new TaskId(5_000_001)),
                            TaskDraft.of("render")
                                    .workspace(new Workspace("elsewhere"))
                                    .externalId(new ExternalId("mine"))
                                    .payload("{\"a\":1,\"a\":2}")
                                    .as(new TaskId(5_000_002))));
        }
        assertThat(LegacyShape.faults(Files.readAllBytes(target))).isEmpty();
        String text = Files.readString(target);
        assertThat(text)
                .contains("\"id\": \"mine\"", "\"dependencies\": [\"" + first + "\"]", "\"status\": \"blocked\"");
        try (PersistenceBackend again = open(target, OpenMode.MUST_EXIST)) {
            assertThat(again.inspection().find(Workspace.DEFAULT, new ExternalId("mine")))
                    .hasValueSatisfying(task -> {
                        assertThat(task.status()).isEqualTo(TaskStatus.BLOCKED);
                        assertThat(task.spec().payload().text()).isEqualTo("[1, 2]");
                        assertThat(task.priority().value()).isEqualTo(149);
                    });
        }
    }

    @Test
    void the_file_alone_still_tells_its_tasks_when_what_lies_beside_it_is_lost() throws IOException {
        Path target = target();
        List<Task> before;
        try (PersistenceBackend to = open(target, OpenMode.CREATE)) {
            OtherStore other = moved(source(quirks()));
            work(other, 3);
            OtherStore.move(other, to);
            before = all(to);
        }
        Path copy = Files.copy(target, folder.resolve("task_queue.json"));
        try (PersistenceBackend alone = open(copy, OpenMode.READ_ONLY)) {
            List<Task> after = all(alone);
            assertThat(after)
                    .usingRecursiveComparison()
                    .ignoringFieldsMatchingRegexes(".*importedAt")
                    .isEqualTo(before);
        }
        assertThat(copy.resolveSibling("task_queue.json.taskport")).doesNotExist();
    }

    @Test
    void working_in_the_file_itself_changes_exactly_what_was_worked_on() throws IOException {
        byte[] before = quirks();
        Path file = source(before);
        Set<String> worked;
        try (PersistenceBackend backend = open(file, OpenMode.MUST_EXIST)) {
            assertThat(Files.readAllBytes(file)).as("opening alone").isEqualTo(before);
            worked = work(backend, 10);
            assertThat(Files.readString(file)).contains("\"updated_by\": \"" + JsonDocument.OPEN + "\"");
        }
        assertThat(legacy(LegacyShape.differences(before, Files.readAllBytes(file))))
                .isEqualTo(expected(worked));
        assertThat(Files.readString(file)).contains("\"updated_by\": \"taskport\"");
    }

    @Test
    void a_real_file_comes_back_as_it_was_and_after_ten_tasks_with_exactly_their_changes() throws IOException {
        String legacy = System.getProperty("taskport.legacy.dir");
        assumeTrue(legacy != null, "taskport.legacy.dir names no folder with real legacy files");
        Path real = Files.exists(Path.of(legacy, "task-queue.json"))
                ? Path.of(legacy, "task-queue.json")
                : Path.of(legacy, "meridian", "task-queue.json");
        byte[] before = Files.readAllBytes(real);
        Path source = source(before);
        assertThat(LegacyShape.faults(before)).isEmpty();
        byte[] unworked = back(moved(source));
        assertThat(LegacyShape.differences(before, unworked)).isEmpty();
        OtherStore other = moved(source);
        List<TaskId> ids = all(other).stream().limit(10).map(Task::id).toList();
        other.control().replay(Workspace.DEFAULT, ids);
        Set<String> worked = work(other, 10);
        Path target = folder.resolve("task-queue.json");
        try (PersistenceBackend to = open(target, OpenMode.CREATE)) {
            OtherStore.move(other, to);
        }
        byte[] after = Files.readAllBytes(target);
        assertThat(LegacyShape.faults(after)).isEmpty();
        Map<String, String> differences = LegacyShape.differences(before, after);
        System.out.println("figure: real file of " + all(other).size() + " tasks, unworked copy "
                + "0 differences, after 10 tasks " + legacy(differences).size() + ": " + legacy(differences));
        assertThat(legacy(differences).stream().filter(where -> !where.startsWith("root.")))
                .allMatch(where -> worked.stream().anyMatch(name -> where.startsWith(name + ".")))
                .allMatch(where -> where.matches(".*\\.(status|completed_at|completed_by|assigned_at|assigned_to)"));
        assertThat(worked).hasSize(10);
    }
}
