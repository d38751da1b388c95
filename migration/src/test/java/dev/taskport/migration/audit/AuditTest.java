package dev.taskport.migration.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskportException;
import dev.taskport.migration.Stores;
import dev.taskport.migration.audit.AuditReport.Content;
import dev.taskport.migration.audit.AuditReport.Queue;
import dev.taskport.migration.audit.WriterSigns.Kind;
import dev.taskport.migration.audit.WriterSigns.Verdict;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider;
import dev.taskport.port.PersistenceBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Duration LONG_AGO = Duration.ofDays(3);

    private static final String QUEUE = """
            {"tasks": [
              {"id": "A", "title": "a", "status": "completed", "capability_required": "x",
               "created_at": "2025-11-01T00:00:00Z", "completed_at": "2025-11-03T00:00:00Z"},
              {"id": "B", "title": "b", "status": "deferred", "capability_required": "x",
               "created_at": "2025-11-02T00:00:00Z"},
              {"id": "B", "title": "twice", "status": "pending", "capability_required": "x"}
            ], "task_counts": {"total": 7}}
            """;

    @TempDir
    Path folder;

    @Test
    void the_three_spellings_are_found_in_either_case_and_told_in_order() throws IOException {
        write("a/task-queue.json", QUEUE.replace("\"A\"", "\"A1\""));
        write("b/TASK-QUEUE.json", QUEUE.replace("\"A\"", "\"A2\""));
        write("c/Task_Queue.JSON", QUEUE.replace("\"A\"", "\"A3\""));
        write("d/my-task-queue.json", QUEUE);
        write("e/queue.json", QUEUE);

        assertThat(paths(audit())).containsExactly("a/task-queue.json", "b/TASK-QUEUE.json", "c/Task_Queue.JSON");
        assertThat(audit().queues())
                .allSatisfy(queue -> assertThat(content(queue).format()).hasToString("meridian-json"));
    }

    @Test
    void a_queue_is_told_with_its_counts_its_newest_change_and_what_is_wrong_in_it() throws IOException {
        Path file = write("task-queue.json", QUEUE);
        Queue queue = audit().queues().get(0);

        assertThat(queue.bytes()).isEqualTo(Files.size(file));
        assertThat(queue.modifiedAt()).isEqualTo(NOW.minus(LONG_AGO));
        assertThat(content(queue).tasks()).isEqualTo(2);
        assertThat(content(queue).byStatus()).isEqualTo(Map.of(TaskStatus.COMPLETED, 1L, TaskStatus.HELD, 1L));
        assertThat(content(queue).newestChangeAt()).isEqualTo(Instant.parse("2025-11-03T00:00:00Z"));
        assertThat(content(queue).rejected()).isEqualTo(1);
        assertThat(content(queue).warnings()).anyMatch(warning -> warning.contains("task_counts.total says 7"));
    }

    @Test
    void a_file_that_is_only_called_so_is_told_with_what_was_seen() throws IOException {
        write("a/task-queue.json", "[{\"id\": 1, \"name\": \"x\"}]");
        write("b/task-queue.json", "{\"tasks\": [");
        write("c/task-queue.json", "");

        assertThat(audit().queues())
                .allSatisfy(queue -> assertThat(queue.content()).isNull());
        assertThat(problems())
                .satisfiesExactly(
                        problem -> assertThat(problem.message()).contains("a bare array of 1 elements"),
                        problem -> assertThat(problem.message()).contains("ends in the middle"),
                        problem -> assertThat(problem.message()).contains("is empty"));
        assertThat(problems())
                .extracting(AuditReport.Problem::code)
                .containsExactly(ErrorCode.UNSUPPORTED, ErrorCode.DAMAGED, ErrorCode.DAMAGED);
    }

    @Test
    void a_copy_is_told_as_one() throws IOException {
        Path first = write("a/task-queue.json", QUEUE);
        write("b/TASK-QUEUE.json", QUEUE);
        write("c/task-queue.json", QUEUE + " ");

        assertThat(audit().queues()).extracting(Queue::copyOf).containsExactly(null, first.toRealPath(), null);
    }

    @Test
    void backups_and_archives_are_passed_by_and_told() throws IOException {
        write("task-queue.json.backup", QUEUE);
        write("task-queue.json.backup.20251122", QUEUE);
        write("archive/task-queue.json", QUEUE);
        write("old-Backups/x/task-queue.json", QUEUE);
        write("archiver/task-queue.json", QUEUE);

        AuditReport report = audit();

        assertThat(paths(report)).containsExactly("archiver/task-queue.json");
        assertThat(report.passedBy())
                .extracting(
                        passed -> folder.toRealPath().relativize(passed.path()).toString())
                .containsExactlyInAnyOrder("archive", "old-Backups");
    }

    @Test
    void links_are_not_followed_so_that_a_loop_catches_nobody() throws IOException {
        Path file = write("a/task-queue.json", QUEUE);
        link(folder.resolve("a/loop"), folder);
        link(folder.resolve("task-queue.json"), file);
        link(folder.resolve("elsewhere"), folder);

        AuditReport report = audit(folder.resolve("elsewhere"), AuditLimits.DEFAULT);

        assertThat(paths(report)).containsExactly("a/task-queue.json");
        assertThat(report.passedBy())
                .extracting(AuditReport.PassedBy::reason)
                .containsExactly("links are not followed");
        assertThat(report.cutShort()).isNull();
    }

    @Test
    void an_audit_ends_at_its_limits_and_says_so() throws IOException {
        write("a/task-queue.json", QUEUE);
        write("a/b/c/task-queue.json", QUEUE);

        AuditReport shallow = audit(folder, new AuditLimits(2, 100, 100));
        assertThat(paths(shallow)).containsExactly("a/task-queue.json");
        assertThat(shallow.cutShort()).isEqualTo("folders below 2 levels were not looked into");

        assertThat(audit(folder, new AuditLimits(9, 3, 100)).cutShort())
                .isEqualTo("after 3 files and folders the rest was not looked at");
        AuditReport one = audit(folder, new AuditLimits(9, 100, 1));
        assertThat(one.queues()).hasSize(1);
        assertThat(one.cutShort()).isEqualTo("more than 1 files are called so");
        assertThat(audit(folder, new AuditLimits(4, 5, 2)).cutShort()).isNotNull();
        assertThat(audit(folder, new AuditLimits(4, 100, 2)).cutShort()).isNull();
    }

    @Test
    void a_file_that_was_written_just_now_has_a_writer_that_seems_alive() throws IOException {
        Path file = write("task-queue.json", QUEUE);
        assertThat(writer().verdict()).isEqualTo(Verdict.QUIET);

        age(file, Duration.ofMinutes(9));
        assertThat(writer().verdict()).isEqualTo(Verdict.ALIVE);
        age(file, Duration.ofMinutes(10));
        assertThat(writer().verdict()).isEqualTo(Verdict.QUIET);
        age(file, Duration.ofMinutes(-10));
        assertThat(writer()).isEqualTo(new WriterSigns(Duration.ZERO, List.of()));
    }

    @Test
    void what_lies_beside_a_file_is_told_and_an_old_lock_proves_nothing() throws IOException {
        write("TASK-QUEUE.json", QUEUE);
        Path lock = write("task-queue.json.lock", "");
        write("task-queue.json.bak", "");
        assertThat(writer().verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(writer().beside()).containsExactly(new WriterSigns.Trace(Kind.LOCK, lock.toRealPath(), LONG_AGO));

        age(lock, Duration.ofSeconds(5));
        assertThat(writer().verdict()).isEqualTo(Verdict.ALIVE);

        age(lock, LONG_AGO);
        write("task-queue.json.tmp123", "{");
        age(Files.createDirectory(folder.resolve("TASK-QUEUE.json.taskport")), LONG_AGO);
        assertThat(writer().beside())
                .extracting(WriterSigns.Trace::kind)
                .containsExactlyInAnyOrder(Kind.TASKPORT, Kind.LOCK, Kind.HALF_WRITTEN);
    }

    @Test
    void nothing_is_changed() throws IOException {
        Path file = write("task-queue.json", QUEUE);
        byte[] before = Files.readAllBytes(file);
        audit();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(folder.toFile().list()).containsExactly("task-queue.json");
        assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(NOW.minus(LONG_AGO));
    }

    @Test
    void what_is_no_folder_is_refused() throws IOException {
        Path file = write("task-queue.json", QUEUE);
        assertRefused(folder.resolve("missing"), ErrorCode.NOT_FOUND, "There is no folder");
        assertRefused(file, ErrorCode.INVALID_REQUEST, "is a file");
        assertThatThrownBy(() -> AuditLimits.DEFAULT.depth(0)).hasMessageContaining("The depth of an audit is 0");
    }

    @Test
    void a_file_that_fails_in_any_way_is_told_and_hides_no_other() throws IOException {
        write("a/task-queue.json", QUEUE);
        write("b/task-queue.json", QUEUE.replace("\"A\"", "\"A2\""));
        for (Throwable failure : List.of(new IllegalStateException("secret"), new OutOfMemoryError("secret"))) {
            AuditReport report = Audit.of(
                    folder,
                    AuditLimits.DEFAULT,
                    new FailingStores(folder.toRealPath().resolve("a"), failure),
                    BackendOptions.defaults(),
                    () -> NOW,
                    count -> {});
            assertThat(paths(report)).containsExactly("a/task-queue.json", "b/task-queue.json");
            assertThat(Objects.requireNonNull(report.queues().get(0).problem()).message())
                    .contains("a reason that nobody foresaw", failure.getClass().getSimpleName())
                    .doesNotContain("secret");
            assertThat(content(report.queues().get(1)).tasks()).isEqualTo(2);
        }
    }

    @Test
    void numbers_and_years_beyond_all_bounds_are_told_and_hide_nothing() throws IOException {
        write(
                "task-queue.json",
                QUEUE.replace("\"a\"", "\"a\", \"priority\": 1e99999999999").replace("2025-11-02", "+300000-01-01"));
        Content content = content(audit().queues().get(0));
        assertThat(content.tasks()).isEqualTo(2);
        assertThat(content.warnings()).anyMatch(warning -> warning.contains("1e99999999999"));
    }

    /** Fails for files in one folder. */
    private record FailingStores(Path where, Throwable failure) implements Stores {

        @Override
        public BackendProvider.Probe probe(BackendAddress address, BackendOptions options) {
            return Stores.installed().probe(address, options);
        }

        @Override
        public PersistenceBackend open(BackendAddress address, BackendOptions options, BackendProvider.OpenMode mode) {
            if (Path.of(address.location()).startsWith(where)) {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            }
            return Stores.installed().open(address, options, mode);
        }
    }

    @Test
    void progress_is_told() throws IOException {
        write("a/task-queue.json", QUEUE);
        List<Long> told = new ArrayList<>();
        Audit.of(folder, AuditLimits.DEFAULT, Stores.installed(), BackendOptions.defaults(), () -> NOW, told::add);
        assertThat(told).containsExactly(1L, 2L, 3L);
    }

    private AuditReport audit() {
        return audit(folder, AuditLimits.DEFAULT);
    }

    private static AuditReport audit(Path where, AuditLimits limits) {
        return Audit.of(where, limits, Stores.installed(), BackendOptions.defaults(), () -> NOW, count -> {});
    }

    private List<AuditReport.Problem> problems() {
        return audit().queues().stream()
                .map(queue -> Objects.requireNonNull(queue.problem()))
                .toList();
    }

    private WriterSigns writer() {
        return audit().queues().get(0).writer();
    }

    private static Content content(Queue queue) {
        return Objects.requireNonNull(queue.content(), () -> String.valueOf(queue.problem()));
    }

    private List<String> paths(AuditReport report) throws IOException {
        Path real = folder.toRealPath();
        return report.queues().stream()
                .map(queue -> real.relativize(queue.path()).toString().replace('\\', '/'))
                .toList();
    }

    private void assertRefused(Path where, ErrorCode code, String message) {
        assertThatThrownBy(() -> audit(where, AuditLimits.DEFAULT))
                .isInstanceOfSatisfying(
                        TaskportException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        age(file, LONG_AGO);
        return file;
    }

    private static void age(Path file, Duration age) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    }

    private static void link(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException | UnsupportedOperationException refused) {
            assumeTrue(false, "This system lets this user make no symbolic links: " + refused.getMessage());
        }
    }
}
