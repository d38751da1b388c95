package dev.taskport.adapter.jsonlegacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendCare.Check;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.PersistenceBackend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store in a queue file, when others meddle with it and when its files break. */
class JsonStoreTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROOT =
            "\"task_counts\": {\"total\": 4}, \"metadata\": {\"total_tasks\": 4}, \"last_updated\": \"2025-03-22T16:23:55Z\","
                    + "\"updated_by\": \"night shift\"";

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void write() {
        file = QueueFile.of(waiting("a"), waiting("b"), waiting("c"), QueueFile.task("d", "deferred", tokens()))
                .rest(ROOT)
                .in(folder);
    }

    private static String waiting(String id) {
        return QueueFile.task(id, "pending_assignment", tokens());
    }

    private static String tokens() {
        return ",\"estimated_tokens\": 1000";
    }

    private PersistenceBackend open(OpenMode mode, String... values) {
        BackendAddress address = new BackendAddress(
                "json", file.toString(), values.length == 0 ? Map.of() : Map.of(values[0], values[1]));
        BackendOptions options = BackendOptions.defaults().clock(() -> QueueFile.NOW);
        return JsonOpening.open(
                address.location(), options, JsonLegacyOptions.of(address, options), mode, new TestWorld());
    }

    private PersistenceBackend open(String... values) {
        return open(OpenMode.CREATE, values);
    }

    private Path beside(String name) {
        return folder.resolve("task-queue.json.taskport").resolve(name);
    }

    private static Task task(PersistenceBackend backend, String name) {
        return backend.inspection()
                .find(Workspace.DEFAULT, new ExternalId(name))
                .orElseThrow();
    }

    private static ClaimedTask claim(PersistenceBackend backend) {
        ClaimRequest request = new ClaimRequest(
                new WorkerId("w"),
                Workspace.DEFAULT,
                Set.of(new TaskType("render-image")),
                Capabilities.NONE,
                SchedulingStrategy.FIFO,
                1,
                Duration.ofSeconds(25));
        return backend.leasing().claim(request).get(0);
    }

    private static SettleAnswer complete(PersistenceBackend backend, ClaimedTask claimed) {
        return backend.leasing()
                .settle(List.of(new Settlement(claimed.lease(), new Outcome.Complete(null))))
                .get(0);
    }

    /** The old program: reads all, changes, writes all, in place. */
    private void oldProgram(Consumer<ObjectNode> change) throws IOException {
        ObjectNode root = (ObjectNode) JSON.readTree(file.toFile());
        change.accept(root);
        Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    }

    private static ObjectNode record(ObjectNode root, String id) {
        for (var task : root.path("tasks")) {
            if (task.path("id").asText().equals(id)) {
                return (ObjectNode) task;
            }
        }
        throw new AssertionError("There is no record " + id);
    }

    private static void assertError(ErrorCode code, String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(TaskportException.class)
                .hasMessageContaining(message)
                .extracting(thrown -> ((TaskportException) thrown).code())
                .isEqualTo(code);
    }

    private static List<String> notes(PersistenceBackend backend) {
        return backend.care().check().stream()
                .filter(check -> check.name().startsWith("note"))
                .map(Check::detail)
                .toList();
    }

    @Test
    void what_another_program_wrote_while_the_file_was_closed_counts_and_ours_stays() throws IOException {
        try (PersistenceBackend backend = open()) {
            complete(backend, claim(backend));
            claim(backend);
        }
        oldProgram(root -> {
            record(root, "c").put("status", "completed").put("completed_at", "2025-03-23T10:00:00Z");
            record(root, "d").put("priority", "LOW").put("new field", true);
            ((ArrayNode) root.path("tasks"))
                    .add(record(root, "c").deepCopy().put("id", "e").put("status", "pending_assignment"));
            root.put("another", 1);
        });
        try (PersistenceBackend backend = open()) {
            assertThat(task(backend, "a").status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(task(backend, "b").status()).isEqualTo(TaskStatus.LEASED);
            assertThat(task(backend, "c").status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(task(backend, "d").priority().value()).isEqualTo(200);
            assertThat(task(backend, "e").status()).isEqualTo(TaskStatus.QUEUED);
            assertThat(notes(backend))
                    .singleElement()
                    .asString()
                    .contains("2 tasks changed (c, d), 1 added (e), 0 removed");
        }
        ObjectNode root = (ObjectNode) JSON.readTree(file.toFile());
        assertThat(record(root, "d").path("new field").asBoolean()).isTrue();
        assertThat(root.path("another").asInt()).isEqualTo(1);
        assertThat(LegacyShape.faults(Files.readAllBytes(file))).isEmpty();
    }

    @Test
    void what_another_program_writes_while_the_file_is_open_counts_at_the_next_write() throws IOException {
        try (PersistenceBackend backend = open()) {
            ClaimedTask mine = claim(backend);
            oldProgram(root -> {
                record(root, "a").put("status", "completed");
                ((ArrayNode) root.path("tasks")).remove(2);
            });
            assertThat(complete(backend, mine))
                    .as("its end was decided elsewhere")
                    .isEqualTo(SettleAnswer.LEASE_LOST);
            assertThat(task(backend, "a").status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(task(backend, "a").state().leaseEpoch())
                    .as("tokens only grow")
                    .isEqualTo(1);
            assertThat(backend.inspection().find(Workspace.DEFAULT, new ExternalId("c")))
                    .isEmpty();
            assertThat(notes(backend))
                    .singleElement()
                    .asString()
                    .contains("1 had been worked on here as well, and the file's fields counted (a)", "1 removed (c)");
            assertThat(Files.readString(file)).contains("\"updated_by\": \"taskport\"");
        }
        assertThat(LegacyShape.faults(Files.readAllBytes(file))).isEmpty();
    }

    @Test
    void a_task_that_another_program_completes_unblocks_those_that_wait_for_it() throws IOException {
        file = QueueFile.of(waiting("a"), QueueFile.waiting("z", "\"a\""))
                .rest(ROOT)
                .in(folder);
        try (PersistenceBackend backend = open()) {
            assertThat(task(backend, "z").status()).isEqualTo(TaskStatus.BLOCKED);
            oldProgram(root -> record(root, "a").put("status", "done"));
            assertThat(claim(backend).task().spec().externalId()).isEqualTo(new ExternalId("z"));
        }
    }

    @Test
    void a_task_that_another_program_removed_stays_if_it_was_worked_on_here() throws IOException {
        try (PersistenceBackend backend = open()) {
            complete(backend, claim(backend));
            oldProgram(root -> ((ArrayNode) root.path("tasks")).remove(0));
            complete(backend, claim(backend));
            assertThat(task(backend, "a").status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(notes(backend))
                    .singleElement()
                    .asString()
                    .contains("1 that it removed had been worked on here and stayed (a)");
        }
    }

    @Test
    void a_program_that_drops_what_taskport_keeps_loses_nothing_of_it() throws IOException {
        Task before;
        try (PersistenceBackend backend = open()) {
            complete(backend, claim(backend));
            before = task(backend, "a");
        }
        oldProgram(root -> root.path("tasks").forEach(task -> ((ObjectNode) task).remove("taskport")));
        try (PersistenceBackend backend = open()) {
            assertThat(task(backend, "a")).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"tasks\": [", "no json", "{\"tasks\": []} more"})
    void a_damaged_file_is_set_aside_and_written_again(String damage) throws IOException {
        try (PersistenceBackend backend = open()) {
            complete(backend, claim(backend));
        }
        byte[] before = Files.readAllBytes(file);
        Files.writeString(file, damage);
        try (PersistenceBackend backend = open()) {
            assertThat(task(backend, "a").status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(notes(backend)).singleElement().asString().contains("damaged and was set aside");
        }
        assertThat(LegacyShape.differences(before, Files.readAllBytes(file)).keySet())
                .isSubsetOf("root.last_updated");
        try (Stream<Path> files = Files.list(beside(""))) {
            assertThat(files.filter(each -> String.valueOf(each.getFileName()).startsWith("set-aside")))
                    .singleElement()
                    .satisfies(aside -> assertThat(aside).hasContent(damage));
        }
    }

    @Test
    void a_file_that_is_gone_is_written_again_from_what_is_beside_it() throws IOException {
        try (PersistenceBackend backend = open()) {
            complete(backend, claim(backend));
        }
        Files.delete(file);
        try (PersistenceBackend backend = open(OpenMode.MUST_EXIST)) {
            assertThat(task(backend, "a").status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(notes(backend)).singleElement().asString().contains("is gone");
        }
        assertThat(LegacyShape.faults(Files.readAllBytes(file))).isEmpty();
    }

    @Test
    void a_damaged_generation_is_made_good_by_the_one_before_it_and_its_journal() throws IOException {
        try (PersistenceBackend backend = open()) {
            complete(backend, claim(backend));
        }
        Files.writeString(beside("state-2.json"), "damage");
        try (PersistenceBackend backend = open()) {
            assertThat(task(backend, "a").status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(notes(backend)).hasSize(2).first().asString().contains("generation 2 is damaged");
            assertThat(notes(backend)).last().asString().contains("differs", "in no task");
            complete(backend, claim(backend));
        }
        try (PersistenceBackend backend = open()) {
            assertThat(task(backend, "b").status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(notes(backend)).isEmpty();
        }
    }

    @Test
    void without_any_whole_generation_nothing_is_opened_and_nothing_overwritten() throws IOException {
        try (PersistenceBackend backend = open()) {
            complete(backend, claim(backend));
        }
        Files.writeString(beside("state-2.json"), "damage");
        Files.writeString(beside("document-1.json"), "damage");
        byte[] before = Files.readAllBytes(file);
        assertError(ErrorCode.DAMAGED, "move it away", this::open);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(beside("state-2.json")).hasContent("damage");
    }

    @Test
    void a_journal_that_no_longer_fits_is_set_aside_and_reported() throws IOException {
        try (PersistenceBackend backend = open()) {
            complete(backend, claim(backend));
        }
        Files.writeString(beside("journal-2.log"), "taskport-journal 1 2 0123\n00000000 {}\n");
        try (PersistenceBackend backend = open()) {
            assertThat(task(backend, "a").status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(notes(backend)).singleElement().asString().contains("journal 2 was set aside", "another state");
        }
    }

    @Test
    void a_writing_that_was_cut_off_before_its_last_step_is_finished_and_one_that_was_finished_is_not_repeated()
            throws IOException {
        byte[] before = Files.readAllBytes(file);
        try (PersistenceBackend backend = open("journal-limit", "1")) {
            complete(backend, claim(backend));
        }
        Files.delete(beside("written-3"));
        Files.write(file, Files.readAllBytes(beside("document-2.json")));
        try (PersistenceBackend backend = open()) {
            assertThat(task(backend, "a").status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(notes(backend)).isEmpty();
        }
        Files.write(file, before);
        try (PersistenceBackend backend = open()) {
            assertThat(task(backend, "a").status())
                    .as("an older file that somebody puts back undoes nothing")
                    .isEqualTo(TaskStatus.COMPLETED);
            assertThat(notes(backend)).singleElement().asString().contains("no task in it was new");
        }
    }

    @Test
    void a_newer_version_s_folder_is_left_alone() throws IOException {
        open().close();
        Path state = beside("state-1.json");
        Files.writeString(state, Files.readString(state).replace("\"format\":1", "\"format\":2"));
        assertError(ErrorCode.SCHEMA_TOO_NEW, "newer version", this::open);
    }

    @Test
    void a_second_opening_is_refused_with_what_to_do_and_the_first_goes_on() {
        try (PersistenceBackend backend = open()) {
            assertError(ErrorCode.UNAVAILABLE, "taskport migrate", this::open);
            complete(backend, claim(backend));
        }
        open().close();
    }

    @Test
    void another_process_is_refused_too() throws Exception {
        try (PersistenceBackend backend = open()) {
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            KilledWriter.class.getName(),
                            file.toString(),
                            "1",
                            "1")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said)
                    .contains("is open in process " + ProcessHandle.current().pid())
                    .doesNotContain("opened\n");
            assertThat(other.waitFor()).isNotZero();
            complete(backend, claim(backend));
        }
    }

    @Test
    void the_queue_file_keeps_the_rights_that_it_had_and_a_new_one_is_private() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        try (PersistenceBackend backend = open()) {
            complete(backend, claim(backend));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw-r--");
        file = folder.resolve("another").resolve("task-queue.json");
        Files.createDirectory(folder.resolve("another"));
        open().close();
        assertPrivate(file);
    }

    @Test
    void everything_beside_the_queue_file_is_private() throws IOException {
        try (PersistenceBackend backend = open()) {
            complete(backend, claim(backend));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(beside(""))))
                    .isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(beside(""))) {
                // The queue file that was replaced keeps a second name, and its rights; the folder keeps others out.
                assertThat(files.filter(each -> !each.endsWith("replaced.json")))
                        .hasSizeGreaterThan(3)
                        .allSatisfy(JsonStoreTest::assertPrivate);
            }
        }
    }

    private static void assertPrivate(Path each) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                .isEqualTo("rw-------");
    }

    @Test
    void looking_at_a_file_leaves_no_trace_and_sees_what_lies_beside_it() throws IOException {
        try (PersistenceBackend guest = open(OpenMode.READ_ONLY)) {
            assertThat(task(guest, "a").status()).isEqualTo(TaskStatus.QUEUED);
        }
        assertThat(folder.toFile().list()).containsExactly("task-queue.json");
        try (PersistenceBackend backend = open()) {
            complete(backend, claim(backend));
            String[] before = beside("").toFile().list();
            try (PersistenceBackend guest = open(OpenMode.READ_ONLY)) {
                assertThat(task(guest, "a")).as("it is still in the journal").isEqualTo(task(backend, "a"));
                assertError(ErrorCode.UNSUPPORTED, "reading only", () -> claim(guest));
                assertThat(guest.care().check()).allMatch(Check::ok);
                assertThat(guest.care().size()).isPositive();
            }
            assertThat(beside("").toFile().list()).containsExactlyInAnyOrder(before);
            oldProgram(root -> record(root, "b").put("status", "cancelled"));
            try (PersistenceBackend guest = open(OpenMode.READ_ONLY)) {
                assertThat(task(guest, "b").status()).isEqualTo(TaskStatus.CANCELLED);
                assertThat(notes(guest)).singleElement().asString().contains("1 task changed (b)");
            }
        }
    }

    @Test
    void more_tasks_than_the_limit_are_refused_with_a_way_out_and_the_rest_goes_on() {
        try (PersistenceBackend backend = open("task-limit", "5")) {
            backend.intake().enqueue(List.of(TaskDraft.of("x").as(new TaskId(1))));
            assertError(
                    ErrorCode.LIMIT_EXCEEDED,
                    "taskport migrate",
                    () -> backend.intake().enqueue(List.of(TaskDraft.of("x").as(new TaskId(2)))));
            assertThat(backend.inspection().find(Workspace.DEFAULT, new TaskId(2)))
                    .isEmpty();
            assertThat(complete(backend, claim(backend))).isEqualTo(SettleAnswer.APPLIED);
        }
    }

    @Test
    void a_file_larger_than_the_limit_takes_no_more_tasks() {
        try (PersistenceBackend backend = open("size-limit", "4000")) {
            assertError(
                    ErrorCode.LIMIT_EXCEEDED,
                    "size-limit",
                    () -> backend.intake()
                            .enqueue(List.of(TaskDraft.of("x")
                                    .payload("\"" + "x".repeat(4000) + "\"")
                                    .as(new TaskId(2)))));
        }
    }

    @Test
    void an_interrupted_thread_writes_and_closes_as_any_other() {
        try (PersistenceBackend backend = open("journal-limit", "1")) {
            Thread.currentThread().interrupt();
            complete(backend, claim(backend));
        }
        assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
        Thread.currentThread().interrupt();
        try (PersistenceBackend again = open()) {
            assertThat(task(again, "a").status()).isEqualTo(TaskStatus.COMPLETED);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void an_empty_file_is_damage_and_a_missing_one_a_beginning() throws IOException {
        Files.writeString(file, "");
        assertError(ErrorCode.DAMAGED, "is empty", this::open);
        Files.delete(file);
        assertError(ErrorCode.NOT_FOUND, "no file", () -> open(OpenMode.MUST_EXIST));
        open().close();
        assertThat(LegacyShape.faults(Files.readAllBytes(file))).isEmpty();
    }

    @Test
    void a_backup_can_be_worked_on_as_a_store_of_its_own_with_older_leases_void() throws IOException {
        Path copy = folder.resolve("copy.json");
        ClaimedTask held;
        try (PersistenceBackend backend = open()) {
            held = claim(backend);
            backend.care().backup(copy);
        }
        file = copy;
        try (PersistenceBackend restored = open()) {
            assertThat(complete(restored, held)).isEqualTo(SettleAnswer.LEASE_LOST);
            assertThat(task(restored, "a").status()).isEqualTo(TaskStatus.QUEUED);
            assertThat(task(restored, "a").state().leaseEpoch()).isEqualTo(1);
            assertThat(restored.identity().generation())
                    .isGreaterThan(held.lease().generation());
            complete(restored, claim(restored));
        }
        assertThat(LegacyShape.faults(Files.readAllBytes(copy))).isEmpty();
    }

    @Test
    void a_byte_order_mark_is_read_over() throws IOException {
        Files.writeString(file, "\uFEFF" + Files.readString(file));
        try (PersistenceBackend backend = open()) {
            complete(backend, claim(backend));
        }
        assertThat(LegacyShape.faults(Files.readAllBytes(file))).isEmpty();
    }
}
