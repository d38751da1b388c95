package dev.taskport.adapter.jsonlegacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.SchedulingStrategy;
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
import dev.taskport.port.ForeignReader;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TaskQuery;
import dev.taskport.port.TransferItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking at a queue file that Taskport has worked on, or is working on. */
class JsonGuestBesideTest {

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void write() {
        file = QueueFile.of(QueueFile.task("a", "pending"), QueueFile.task("b", "pending"))
                .in(folder);
        try (PersistenceBackend backend = open(OpenMode.CREATE)) {
            claim(backend);
        }
    }

    private PersistenceBackend open(OpenMode mode, String... values) {
        Map<String, String> own = values.length == 0 ? Map.of() : Map.of(values[0], values[1]);
        return new JsonLegacyBackendProvider()
                .open(
                        new BackendAddress("json", file.toString(), own),
                        BackendOptions.defaults().clock(() -> QueueFile.NOW),
                        mode);
    }

    private PersistenceBackend guest(String... values) {
        return open(OpenMode.READ_ONLY, values);
    }

    private static void claim(PersistenceBackend backend) {
        backend.leasing()
                .claim(new ClaimRequest(
                        new WorkerId("w"),
                        Workspace.DEFAULT,
                        Set.of(new TaskType("render-image")),
                        Capabilities.NONE,
                        SchedulingStrategy.FIFO,
                        1,
                        Duration.ofSeconds(25)));
    }

    private static void enqueue(PersistenceBackend backend, int id) {
        backend.intake().enqueue(List.of(TaskDraft.of("x").as(new TaskId(id))));
    }

    private void replaceInFile(String text, String by) throws IOException {
        Files.writeString(file, Files.readString(file).replace(text, by));
    }

    private static Check check(PersistenceBackend backend, String name) {
        return backend.care().check().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ForeignReader reader(PersistenceBackend backend) {
        return (ForeignReader) backend.transfer().read();
    }

    @Test
    void a_reader_notices_that_another_program_writes_the_file() throws IOException {
        try (PersistenceBackend guest = guest();
                ForeignReader reader = reader(guest)) {
            assertThat(reader.changedSince()).isFalse();
            Files.setLastModifiedTime(file, FileTime.from(QueueFile.NOW));
            assertThat(reader.changedSince()).as("the same letters").isFalse();
            replaceInFile("Title of b", "Title of B");
            assertThat(reader.changedSince()).isTrue();
        }
    }

    @Test
    void a_reader_notices_that_the_file_is_gone() throws IOException {
        try (PersistenceBackend guest = guest();
                ForeignReader reader = reader(guest)) {
            Files.delete(file);
            assertThat(reader.changedSince()).isTrue();
        }
    }

    @Test
    void a_reader_notices_each_write_of_taskport_before_and_after_it_is_folded() {
        try (PersistenceBackend backend = open(OpenMode.CREATE)) {
            enqueue(backend, 1);
            try (ForeignReader reader = reader(guest())) {
                assertThat(reader.changedSince()).isFalse();
                enqueue(backend, 2);
                assertThat(reader.changedSince()).as("a line of the journal").isTrue();
            }
        }
        try (ForeignReader reader = reader(guest())) {
            assertThat(reader.changedSince()).isFalse();
            try (PersistenceBackend backend = open(OpenMode.CREATE, "journal-limit", "1")) {
                enqueue(backend, 3);
            }
            assertThat(reader.changedSince()).as("a new generation").isTrue();
        }
    }

    @Test
    void records_of_another_program_that_are_no_tasks_are_told_with_their_reason() throws IOException {
        replaceInFile("\"tasks\": [", "\"tasks\": [ 7, {\"id\": \"a\", \"title\": \"again\"},");
        try (PersistenceBackend guest = guest();
                ForeignReader reader = reader(guest)) {
            assertThat(reader.rejects())
                    .extracting(ForeignReader.Reject::original)
                    .hasSize(2)
                    .contains("7");
            assertThat(check(guest, ForeignReader.REJECTS_CHECK).ok()).isFalse();
            assertThat(check(guest, "file").ok()).isTrue();
        }
    }

    @Test
    void a_record_with_the_id_of_a_task_that_taskport_took_in_meanwhile_is_told_and_not_dropped() throws IOException {
        try (PersistenceBackend backend = open(OpenMode.CREATE)) {
            backend.intake()
                    .enqueue(List.of(
                            TaskDraft.of("x").externalId(new ExternalId("new")).as(new TaskId(1))));
            String record = QueueFile.task("new", "pending");
            replaceInFile("\"tasks\": [", "\"tasks\": [ " + record + ",");
            try (PersistenceBackend guest = guest();
                    ForeignReader reader = reader(guest)) {
                assertThat(reader.rejects()).singleElement().satisfies(reject -> {
                    assertThat(reject.original()).isEqualTo(record);
                    assertThat(reject.reason()).contains("its id is that of a task");
                });
            }
        }
    }

    @Test
    void what_was_interpreted_and_brought_in_is_told_as_warnings() throws IOException {
        replaceInFile("\"tasks\": [", "\"tasks\": [ " + QueueFile.task("c", "approved") + ",");
        try (PersistenceBackend guest = guest();
                ForeignReader reader = reader(guest)) {
            assertThat(reader.warnings())
                    .extracting(ForeignReader.Warning::kind)
                    .contains("status", "beside");
            assertThat(reader.warnings())
                    .extracting(ForeignReader.Warning::message)
                    .anyMatch(message -> message.contains("1 added"));
            assertThat(reader.warnings())
                    .as("the claimed task is known, its word need not be interpreted")
                    .extracting(ForeignReader.Warning::kind)
                    .doesNotContain("interrupted");
        }
    }

    @Test
    void a_damaged_file_is_not_sound_though_everything_beside_it_is_shown() throws IOException {
        Files.writeString(file, "{");
        try (PersistenceBackend guest = guest()) {
            assertThat(check(guest, "file").ok()).isFalse();
            assertThat(check(guest, "file").detail()).contains("damaged", "ends in the middle", "Opened for work");
            assertThat(guest.inspection().list(TaskQuery.all(Workspace.DEFAULT)))
                    .extracting(Task::status)
                    .containsExactly(TaskStatus.LEASED, TaskStatus.QUEUED);
        }
        assertThat(file).hasContent("{");
    }

    @Test
    void a_missing_file_is_not_sound_and_is_not_written_again() throws IOException {
        Files.delete(file);
        try (PersistenceBackend guest = guest()) {
            assertThat(check(guest, "file").ok()).isFalse();
            assertThat(check(guest, "file").detail()).contains("gone", "Opened for work");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void options_that_differ_from_the_remembered_ones_are_told_to_a_mover_and_noted_by_a_check() {
        try (PersistenceBackend guest = guest("zone", "Europe/Berlin");
                ForeignReader reader = reader(guest)) {
            assertThat(reader.unheeded()).singleElement().asString().contains("zone Europe/Berlin", "UTC");
            assertThat(guest.care().check())
                    .filteredOn(check -> check.detail().contains("zone Europe/Berlin"))
                    .singleElement()
                    .satisfies(check -> assertThat(check.ok()).isTrue());
        }
        try (PersistenceBackend guest = guest("status-map", "approved=QUEUED");
                ForeignReader reader = reader(guest)) {
            assertThat(reader.unheeded()).singleElement().asString().contains("status-map");
        }
        try (PersistenceBackend backend = open(OpenMode.CREATE, "zone", "Europe/Berlin")) {
            assertThat(backend.care().check())
                    .extracting(Check::detail)
                    .anyMatch(detail -> detail.contains("zone Europe/Berlin"));
        }
        for (String[] same : List.of(new String[] {"zone", "UTC"}, new String[] {"max-bytes", "1000000"})) {
            try (PersistenceBackend guest = guest(same);
                    ForeignReader reader = reader(guest)) {
                assertThat(reader.unheeded()).isEmpty();
            }
        }
    }

    @Test
    void everything_is_left_as_it_was_also_where_nothing_can_be_written() throws IOException {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews())
                .as("rights can be taken")
                .contains("posix");
        Map<Path, String> before = content();
        Path beside = folder.resolve("task-queue.json.taskport");
        try {
            Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("r-x------"));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
            try (PersistenceBackend guest = guest();
                    ForeignReader reader = reader(guest)) {
                assertThat(reader.next(null, 100))
                        .hasOnlyElementsOfTypes(
                                TransferItem.Settings.class,
                                TransferItem.TaskItem.class,
                                TransferItem.RecordItem.class);
                assertThat(reader.changedSince()).isFalse();
                assertThatThrownBy(() -> enqueue(guest, 1))
                        .isInstanceOf(TaskportException.class)
                        .hasMessageContaining("was opened for reading only")
                        .extracting(thrown -> ((TaskportException) thrown).code())
                        .isEqualTo(ErrorCode.UNSUPPORTED);
            }
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rwx------"));
        }
        assertThat(content()).isEqualTo(before);
    }

    /** Also the times of last writing: nothing was written again with the same letters. */
    private Map<Path, String> content() throws IOException {
        Map<Path, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.forEach(each -> content.put(each, described(each)));
        }
        return content;
    }

    private static String described(Path path) {
        try {
            return Files.getLastModifiedTime(path) + (Files.isDirectory(path) ? "" : Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whoever_looks_while_generations_follow_each_other_sees_one_moment_and_no_other_program() throws Exception {
        try (PersistenceBackend backend = open(OpenMode.CREATE, "journal-limit", "1")) {
            Thread writer = new Thread(() -> {
                for (int i = 1; i <= 40 && !Thread.currentThread().isInterrupted(); i++) {
                    enqueue(backend, i);
                }
            });
            writer.start();
            int looks = 0;
            int last = 0;
            do {
                try (PersistenceBackend guest = guest()) {
                    assertThat(guest.care().check())
                            .extracting(Check::detail)
                            .noneMatch(detail -> detail.contains("another program has written the queue file"));
                    List<Task> seen = guest.inspection()
                            .list(TaskQuery.all(Workspace.DEFAULT)
                                    .types(Set.of(new TaskType("x")))
                                    .limit(1000));
                    assertThat(seen.size()).as("nothing acknowledged is lost").isGreaterThanOrEqualTo(last);
                    last = seen.size();
                    looks++;
                }
            } while (writer.isAlive());
            writer.join();
            assertThat(looks).isGreaterThan(3);
            assertThat(last).isPositive();
        }
    }

    @Test
    void B2_a_backup_keeps_the_order_of_the_file() throws IOException {
        for (OpenMode mode : List.of(OpenMode.CREATE, OpenMode.READ_ONLY)) {
            Path copy = folder.resolve("copy-" + mode + ".json");
            try (PersistenceBackend backend = open(OpenMode.CREATE)) {
                // An id before all others, and a place behind them.
                enqueue(backend, 5);
            }
            try (PersistenceBackend backend = open(mode)) {
                backend.care().backup(copy);
            }
            assertThat(ids(copy)).as("%s", mode).isEqualTo(ids(file)).endsWith(new TaskId(5).toString());
        }
    }

    private static List<String> ids(Path queue) {
        return LegacyReader.read(queue, Integer.MAX_VALUE - 1).records().stream()
                .map(record -> LegacyTaskJson.text(record.fields(), "id").orElseThrow())
                .toList();
    }
}
