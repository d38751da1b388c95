package dev.taskport.adapter.jsonlegacy;

import static dev.taskport.adapter.jsonlegacy.QueueFile.task;
import static dev.taskport.adapter.jsonlegacy.QueueFile.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.Lease;
import dev.taskport.domain.Retention;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskEdit;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendCare.Check;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.ForeignReader;
import dev.taskport.port.Pause;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.RecordKey;
import dev.taskport.port.StoredRecord;
import dev.taskport.port.TaskQuery;
import dev.taskport.port.TaskStats;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Looking at a queue file that nobody at Taskport has worked on. */
class JsonGuestTest {

    @TempDir
    Path folder;

    private final BackendProvider provider = new JsonLegacyBackendProvider();
    private final BackendOptions options = BackendOptions.defaults().clock(() -> QueueFile.NOW);

    private Path file = Path.of("");

    @BeforeEach
    void write() {
        file = QueueFile.of(
                        task("a", "completed"), task("b", "pending"), waiting("c", "\"b\""), task("d", "deferred"), "7")
                .rest("\"metadata\": {\"version\" : \"1.0\"}, \"a/b%\": 1, \"\": 2")
                .in(folder);
    }

    private BackendAddress address() {
        return BackendAddress.parse("json:" + file);
    }

    private PersistenceBackend open() {
        return provider.open(address(), options, OpenMode.READ_ONLY);
    }

    @Test
    void it_is_found_by_its_scheme() {
        assertThat(ServiceLoader.load(BackendProvider.class))
                .extracting(BackendProvider::scheme)
                .containsExactly("json");
    }

    @Test
    void a_probe_says_what_is_there_and_changes_nothing() throws IOException {
        byte[] before = Files.readAllBytes(file);
        BackendProvider.Probe probe = provider.probe(address(), options);
        assertThat(probe.exists()).isTrue();
        assertThat(probe.unfinished()).isEqualTo(3);
        assertThat(probe.detail()).contains("4 tasks");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(folder.toFile().list()).containsExactly("task-queue.json");
    }

    @Test
    void a_probe_tells_nothing_there_from_something_unreadable() throws IOException {
        Files.writeString(file, "{");
        assertThat(provider.probe(address(), options).exists()).isTrue();
        assertThat(provider.probe(address(), options).detail()).contains("ends in the middle");
        Files.delete(file);
        assertThat(provider.probe(address(), options).exists()).isFalse();
    }

    @Test
    void a_file_with_records_that_are_no_tasks_is_not_worked_on_because_they_would_be_lost() throws IOException {
        byte[] before = Files.readAllBytes(file);
        for (OpenMode mode : Set.of(OpenMode.CREATE, OpenMode.MUST_EXIST)) {
            assertThatThrownBy(() -> provider.open(address(), options, mode))
                    .hasMessageContaining("record 5")
                    .hasMessageContaining("taskport migrate")
                    .asInstanceOf(InstanceOfAssertFactories.type(TaskportException.class))
                    .extracting(TaskportException::code)
                    .isEqualTo(ErrorCode.DAMAGED);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @TestFactory
    Stream<DynamicTest> every_writing_call_is_refused_in_the_same_words_and_with_the_way_out() {
        PersistenceBackend backend = open();
        TaskId id = new TaskId(1);
        Lease lease = new Lease(id, 1, 1, QueueFile.NOW);
        Workspace here = Workspace.DEFAULT;
        ClaimRequest claim = new ClaimRequest(
                new WorkerId("w"),
                here,
                Set.of(new TaskType("t")),
                Capabilities.NONE,
                SchedulingStrategy.FIFO,
                1,
                Duration.ofSeconds(5));
        Map<String, ThrowingCallable> calls = new TreeMap<>();
        calls.put(
                "enqueue",
                () -> backend.intake().enqueue(List.of(TaskDraft.of("t").as(id))));
        calls.put("claim", () -> backend.leasing().claim(claim));
        calls.put("renew", () -> backend.leasing().renew(List.of(lease), Duration.ofSeconds(5)));
        calls.put("settle", () -> backend.leasing().settle(List.of()));
        calls.put("exchange", () -> backend.leasing().exchange(List.of(), claim));
        calls.put("progress", () -> backend.leasing().progress(List.of()));
        calls.put("cancel", () -> backend.control().cancel(here, List.of(id)));
        calls.put("replay", () -> backend.control().replay(here, List.of(id)));
        calls.put("hold", () -> backend.control().hold(here, List.of(id)));
        calls.put("unhold", () -> backend.control().unhold(here, List.of(id)));
        calls.put("edit", () -> backend.control().edit(here, TaskEdit.of(id, 0)));
        calls.put("pause", () -> backend.control().pause(Pause.store(Pause.Gate.INTAKE)));
        calls.put("resume", () -> backend.control().resume(Pause.store(Pause.Gate.INTAKE)));
        calls.put("reclaim", () -> backend.housekeeping().reclaimExpired(1));
        calls.put("prune", () -> backend.housekeeping().prune(Retention.DEFAULT, 1));
        calls.put("sweep", () -> backend.housekeeping().sweepDependencies(1));
        calls.put("purge", () -> backend.housekeeping().purgeExpiredRecords(1));
        calls.put("log", () -> backend.log().append(List.of()));
        calls.put("records", () -> backend.records().write(List.of()));
        calls.put("apply", () -> backend.transfer().apply(List.of()));
        calls.put("nodes", () -> backend.nodes().reserve(null, 1));
        return calls.entrySet().stream()
                .map(call -> DynamicTest.dynamicTest(
                        call.getKey(),
                        () -> assertThatThrownBy(call.getValue())
                                .hasMessageContaining(file.toString())
                                .hasMessageContaining("was opened for reading only")
                                .hasMessageContaining("Open it for work, or migrate")
                                .asInstanceOf(InstanceOfAssertFactories.type(TaskportException.class))
                                .extracting(TaskportException::code)
                                .isEqualTo(ErrorCode.UNSUPPORTED)));
    }

    @Test
    void its_profile_promises_no_more_than_it_is() {
        assertThat(open().profile().name()).isEqualTo("json");
        assertThat(open().profile().strategies()).isEqualTo(options.strategies());
        assertThat(open().profile().multiProcess()).isFalse();
        assertThat(open().profile().changeFeed()).isFalse();
        assertThat(open().identity().generation()).isEqualTo(1);
        assertThat(open().clock().instant()).isEqualTo(QueueFile.NOW);
    }

    @Test
    void readers_find_tasks_by_id_by_the_files_own_id_and_by_page() {
        PersistenceBackend backend = open();
        Workspace here = Workspace.DEFAULT;
        List<Task> all = backend.inspection().list(TaskQuery.all(here));
        assertThat(all).hasSize(4);
        Task b = backend.inspection().find(here, new ExternalId("b")).orElseThrow();
        assertThat(backend.inspection().find(here, b.id())).contains(b);
        assertThat(backend.inspection().find(new Workspace("other"), b.id())).isEmpty();
        assertThat(backend.inspection().find(new Workspace("other"), new ExternalId("b")))
                .isEmpty();
        assertThat(backend.inspection().find(here, new IdempotencyKey("b"))).isEmpty();
        assertThat(backend.inspection()
                        .list(TaskQuery.all(here).limit(2).after(all.get(0).id())))
                .isEqualTo(all.subList(1, 3));
        assertThat(backend.inspection().list(TaskQuery.all(here).statuses(Set.of(TaskStatus.HELD))))
                .containsExactly(all.get(3));
        assertThat(backend.inspection().dependants(Workspace.DEFAULT, b.id(), 10))
                .containsExactly(all.get(2).id());
        assertThat(backend.inspection().dependants(Workspace.DEFAULT, all.get(0).id(), 10))
                .isEmpty();
        assertThat(backend.inspection().workspaces()).containsExactly(here);
        assertThat(backend.inspection().pauses()).isEmpty();
        assertThat(backend.log().read(here, b.id(), 0, 10)).isEmpty();
        assertThat(backend.leasing().held(new WorkerId("w"))).isEmpty();
    }

    @Test
    void counts_are_those_of_the_tasks() {
        TaskStats stats = open().inspection().stats(Workspace.DEFAULT);
        assertThat(stats.byTypeAndStatus())
                .isEqualTo(Map.of(
                        new TaskType("render-image"),
                        Map.of(
                                TaskStatus.COMPLETED, 1L,
                                TaskStatus.QUEUED, 1L,
                                TaskStatus.BLOCKED, 1L,
                                TaskStatus.HELD, 1L)));
        assertThat(stats.oldestQueuedSince()).isEqualTo("2025-03-03T08:15:00.120Z");
        assertThat(open().inspection().stats(new Workspace("other")).total()).isZero();
    }

    @Test
    void what_the_file_holds_beside_its_tasks_is_kept_as_records_letter_for_letter() {
        PersistenceBackend backend = open();
        String lineage = backend.identity().lineage().toString();
        List<StoredRecord> records = backend.records().list(Workspace.DEFAULT, "legacy.meridian", "", null, 100);
        assertThat(records)
                .extracting(
                        stored -> stored.key().path(),
                        stored -> stored.content().text())
                .contains(
                        tuple(lineage + "/root/metadata", "{\"version\" : \"1.0\"}"),
                        tuple(lineage + "/root/a%2Fb%25", "1"),
                        tuple(lineage + "/root/%", "2"))
                .hasSize(4);
        assertThat(records.get(0).content().text())
                .startsWith("{\"fields\":[\"tasks\",\"metadata\",\"a/b%\",\"\"],\"sha256\":\"");
        RecordKey key = records.get(1).key();
        assertThat(backend.records().get(key)).contains(records.get(1));
        assertThat(backend.records().get(new RecordKey(Workspace.DEFAULT, "other", key.path())))
                .isEmpty();
        assertThat(backend.records().list(Workspace.DEFAULT, "legacy.meridian", lineage + "/root", key.path(), 1))
                .containsExactly(records.get(2));
        assertThat(backend.records().list(Workspace.DEFAULT, "other", "", null, 1))
                .isEmpty();
    }

    @Test
    void a_transfer_reads_settings_tasks_and_records_page_by_page() {
        try (TransferReader reader = open().transfer().read()) {
            List<TransferItem> whole = reader.next(null, 100);
            List<TransferItem> paged = new ArrayList<>();
            List<TransferItem> page = reader.next(null, 3);
            while (!page.isEmpty()) {
                paged.addAll(page);
                page = reader.next(page.get(page.size() - 1).position(), 3);
            }
            assertThat(paged).isEqualTo(whole).hasSize(1 + 4 + 4);
            assertThat(whole.get(0)).isInstanceOf(TransferItem.Settings.class);
            assertThat(whole.subList(1, 5)).hasOnlyElementsOfType(TransferItem.TaskItem.class);
            assertThat(whole.subList(5, 9)).hasOnlyElementsOfType(TransferItem.RecordItem.class);
            assertThat(((ForeignReader) reader).rejects()).hasSize(1);
            assertThat(((ForeignReader) reader).warnings()).isNotEmpty();
        }
    }

    @Test
    void a_transfer_notices_that_the_file_was_changed() throws IOException {
        try (TransferReader reader = open().transfer().read()) {
            assertThat(reader.changedSince()).isFalse();
            Files.writeString(file, Files.readString(file).replace("deferred", "approved"));
            assertThat(reader.changedSince()).isTrue();
        }
    }

    @Test
    void B2_a_backup_is_an_exact_private_copy_and_replaces_nothing() throws IOException {
        PersistenceBackend backend = open();
        Path copy = folder.resolve("copy");
        assertThat(backend.care().backup(copy))
                .isEqualTo(Files.size(file))
                .isEqualTo(backend.care().size());
        assertThat(copy).hasSameBinaryContentAs(file);
        if (copy.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                    .isEqualTo("rw-------");
        }
        assertThatThrownBy(() -> backend.care().backup(copy)).hasMessageContaining("exists already");
        assertThatThrownBy(() -> backend.care().backup(folder.resolve("none").resolve("copy")))
                .hasMessageContaining("could not be written");
    }

    @Test
    void B2_a_backup_of_a_file_that_changed_since_it_was_read_is_refused() throws IOException {
        PersistenceBackend backend = open();
        Files.writeString(file, "\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> backend.care().backup(folder.resolve("copy")))
                .hasMessageContaining("somebody changed the file");
    }

    @Test
    void B1_a_check_tells_what_was_found() {
        List<Check> checks = open().care().check();
        assertThat(checks)
                .extracting(Check::name)
                .startsWith("structure", "records")
                .contains("status");
        assertThat(checks.get(1).ok()).isFalse();
        assertThat(checks.get(1).detail()).contains("record 5", "it is not an object");
        Path sound = QueueFile.write(
                folder.resolve("sound.json"), QueueFile.of().text().getBytes(StandardCharsets.UTF_8));
        PersistenceBackend empty = provider.open(BackendAddress.parse("json:" + sound), options, OpenMode.READ_ONLY);
        assertThat(empty.care().check())
                .allSatisfy(check -> assertThat(check.ok()).isTrue());
    }

    @Test
    void after_closing_every_role_is_unavailable() {
        PersistenceBackend backend = open();
        backend.close();
        backend.close();
        assertThatThrownBy(() -> backend.inspection().workspaces()).hasMessageContaining("was closed");
        assertThatThrownBy(() -> backend.transfer().read())
                .asInstanceOf(InstanceOfAssertFactories.type(TaskportException.class))
                .extracting(TaskportException::code)
                .isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void a_file_that_cannot_be_read_is_unavailable() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked.json"));
        assertThatThrownBy(() -> LegacyText.read(locked, 10)).hasMessageContaining("cannot be read");
    }
}
