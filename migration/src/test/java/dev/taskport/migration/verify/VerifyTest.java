package dev.taskport.migration.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taskport.adapter.inmemory.InMemoryBackendProvider;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lineage;
import dev.taskport.domain.Stamp;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskState;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.ForeignReader;
import dev.taskport.port.Pause;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferItem.Position;
import dev.taskport.port.TransferItem.TaskItem;
import dev.taskport.port.TransferReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerifyTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private final PersistenceBackend left = store();
    private final PersistenceBackend right = store();

    private static PersistenceBackend store() {
        BackendOptions options = BackendOptions.defaults().clock(() -> NOW);
        return new InMemoryBackendProvider().open(BackendAddress.parse("memory:"), options, OpenMode.CREATE);
    }

    private static TaskItem item(long id, TaskDraft draft) {
        TaskState state = TaskState.builder(TaskStatus.QUEUED, NOW).build();
        Task task = new Task(new TaskId(id), new Lineage(7), draft.spec(), state, new Stamp(1, 1));
        return new TaskItem(new Position(1, "k"), task, List.of());
    }

    private static void put(PersistenceBackend store, TransferItem... items) {
        store.transfer().apply(List.of(items));
    }

    private static void record(PersistenceBackend store, String path, String json, @Nullable Duration expires) {
        RecordKey key = new RecordKey(Workspace.DEFAULT, "c", path);
        store.records().write(List.of(new RecordWrite.Put(key, JsonText.of(json), null, expires)));
    }

    private List<String> lines() {
        return Verify.of(left, right).differences().stream()
                .map(Discrepancy::line)
                .toList();
    }

    @Test
    void two_empty_stores_are_equal() {
        Verification verification = Verify.of(left, right);
        assertThat(verification.equal()).isTrue();
        assertThat(verification.left()).isZero();
        assertThat(verification.leftDigest()).isEqualTo(verification.rightDigest());
    }

    @Test
    void equal_contents_are_equal_whatever_their_stamps_and_over_many_pages() {
        for (long id : LongStream.range(0, 2500).toArray()) {
            put(left, item(id, TaskDraft.of("t").payload("{\"n\":" + id + "}")));
            TaskItem same = item(id, TaskDraft.of("t").payload("{\"n\":" + id + "}"));
            Task task = same.task();
            Task newer = new Task(task.id(), task.lineage(), task.spec(), task.state(), new Stamp(5, 9));
            put(right, new TaskItem(same.position(), newer, List.of()));
        }
        record(left, "a", "1", null);
        record(right, "a", "0", null);
        record(right, "a", "1", null);
        Verification verification = Verify.of(left, right);
        assertThat(verification.equal()).isTrue();
        assertThat(verification.left()).isEqualTo(2500);
        assertThat(verification.right()).isEqualTo(2500);
        assertThat(verification.records()).isEqualTo(1);
        assertThat(verification.leftDigest()).isEqualTo(verification.rightDigest());
    }

    @Test
    void what_is_missing_on_either_side_is_named() {
        put(left, item(1, TaskDraft.of("t")), item(3, TaskDraft.of("t").externalId(new ExternalId("MAP-1"))));
        put(right, item(2, TaskDraft.of("t")), item(4, TaskDraft.of("t")));
        assertThat(lines())
                .containsExactly(
                        "task 0000000000001 is only on the left",
                        "task 0000000000002 is only on the right",
                        "task 0000000000003 (MAP-1) is only on the left",
                        "task 0000000000004 is only on the right");
        Verification verification = Verify.of(left, right);
        assertThat(verification.equal()).isFalse();
        assertThat(verification.left()).isEqualTo(2);
        assertThat(verification.leftDigest()).isNotEqualTo(verification.rightDigest());
    }

    @Test
    void a_difference_is_told_by_field_without_showing_what_people_wrote() {
        put(
                left,
                item(1, TaskDraft.of("t").payload("{\"secret\":1}").priority(5).title("mine")));
        put(right, item(1, TaskDraft.of("t").payload("{\"secret\":2}").priority(6)));
        assertThat(lines()).hasSize(3).noneMatch(line -> line.contains("secret") || line.contains("mine"));
        assertThat(lines().get(0))
                .matches("task 0000000000001 differs in payload: left 12 bytes, sha256 [0-9a-f]{12}, right .*");
        assertThat(lines().get(1)).isEqualTo("task 0000000000001 differs in priority: left 5, right 6");
        assertThat(lines().get(2)).endsWith("right absent");
    }

    @Test
    void long_values_are_told_by_their_fingerprint() {
        put(left, item(1, TaskDraft.of("t").tags(Collections.nCopies(50, "tag-tag-tag"))));
        put(right, item(1, TaskDraft.of("t")));
        assertThat(lines()).singleElement().asString().contains("differs in tags: left 750 bytes, sha256");
    }

    @Test
    void an_empty_text_is_not_an_absent_one() {
        put(left, item(1, TaskDraft.of("t").title("")));
        put(right, item(1, TaskDraft.of("t")));
        assertThat(lines()).singleElement().asString().contains("differs in title");
    }

    @Test
    void records_are_compared_by_key_content_and_expiry() {
        record(left, "a", "1", null);
        record(left, "b", "1", null);
        record(left, "c", "1", null);
        record(left, "d", "1", Duration.ofHours(1));
        record(right, "a", "2", null);
        record(right, "c", "1", null);
        record(right, "d", "1", Duration.ofHours(2));
        record(right, "e", "1", null);
        assertThat(lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("record default: c/a differs in content"))
                .contains(
                        "record default: c/b is only on the left",
                        "record default: c/d differs in expiresAt: left 2026-03-04T06:06:07Z, right 2026-03-04T07:06:07Z",
                        "record default: c/e is only on the right");
    }

    @Test
    void records_of_running_processes_are_not_compared() {
        RecordKey key = new RecordKey(Workspace.DEFAULT, "runtime.workers", "w");
        left.records().write(List.of(new RecordWrite.Put(key, JsonText.EMPTY, null, null)));
        assertThat(lines()).isEmpty();
    }

    @Test
    void closed_gates_are_compared() {
        left.control().pause(Pause.store(Pause.Gate.CLAIMS));
        left.control().pause(Pause.workspace(Pause.Gate.INTAKE, Workspace.DEFAULT));
        right.control().pause(Pause.workspace(Pause.Gate.INTAKE, Workspace.DEFAULT));
        right.control().pause(Pause.type(Pause.Gate.CLAIMS, Workspace.DEFAULT, new TaskType("t")));
        assertThat(lines())
                .containsExactly(
                        "pause CLAIMS of the store is only on the left",
                        "pause CLAIMS of default, type t is only on the right");
    }

    @Test
    void what_the_right_has_of_its_own_can_be_allowed_and_is_fingerprinted() {
        put(left, item(1, TaskDraft.of("t")), item(2, TaskDraft.of("t")));
        put(right, item(1, TaskDraft.of("t")), item(9, TaskDraft.of("t")));
        record(right, "a", "1", null);
        Scope scope = new Scope(task -> task.id().value() != 2, content -> true, true);
        Verification before = verify(scope);
        assertThat(before.equal()).isTrue();
        assertThat(before.left()).isEqualTo(1);
        assertThat(before.more()).isEqualTo(2);
        assertThat(verify(scope).moreDigest()).isEqualTo(before.moreDigest());
        record(right, "a", "2", null);
        assertThat(verify(scope).moreDigest()).isNotEqualTo(before.moreDigest());
    }

    private Verification verify(Scope scope) {
        try (TransferReader ofLeft = left.transfer().read();
                TransferReader ofRight = right.transfer().read()) {
            return Verify.of(ofLeft, ofRight, scope, done -> {});
        }
    }

    @Test
    void no_more_differences_are_kept_than_can_be_shown_but_all_are_counted() {
        for (long id : LongStream.range(0, 1200).toArray()) {
            put(left, item(id, TaskDraft.of("t")));
        }
        Verification verification = Verify.of(left, right);
        assertThat(verification.differences()).hasSize(Verification.DIFFERENCES_MAX);
        assertThat(verification.differenceCount()).isEqualTo(1200);
    }

    @Test
    void progress_is_told() {
        put(left, item(1, TaskDraft.of("t")), item(2, TaskDraft.of("t")));
        List<Long> told = new ArrayList<>();
        try (TransferReader ofLeft = left.transfer().read();
                TransferReader ofRight = right.transfer().read()) {
            Verify.of(ofLeft, ofRight, Scope.EVERYTHING, told::add);
        }
        assertThat(told).containsExactly(1L, 2L);
    }

    @Test
    void the_time_of_an_import_counts_between_stores_and_not_beside_the_file_itself() {
        TaskItem plain = item(1, TaskDraft.of("t"));
        Task task = plain.task();
        TaskState imported = task.state().toBuilder().importedAt(NOW).build();
        TaskItem marked = new TaskItem(
                plain.position(), new Task(task.id(), task.lineage(), task.spec(), imported, task.stamp()), List.of());
        assertThat(Verify.of(reader(plain), reader(marked), Scope.EVERYTHING, done -> {})
                        .differences())
                .singleElement()
                .extracting(Discrepancy::line)
                .asString()
                .contains("differs in importedAt");
        assertThat(Verify.of(new Foreign(reader(plain)), reader(marked), Scope.EVERYTHING, done -> {})
                        .equal())
                .isTrue();
        assertThat(Verify.of(reader(plain), new Foreign(reader(marked)), Scope.EVERYTHING, done -> {})
                        .equal())
                .isTrue();
    }

    @Test
    void a_store_that_breaks_the_order_of_ids_or_kinds_is_not_believed() {
        TransferReader twice = reader(item(2, TaskDraft.of("t")), item(2, TaskDraft.of("t")));
        assertThatThrownBy(() -> Verify.of(twice, reader(), Scope.EVERYTHING, done -> {}))
                .hasMessageContaining("after task 0000000000002");
        TransferReader late = reader(
                item(1, TaskDraft.of("t")), new TransferItem.Settings(new Position(0, "s"), Set.of(), List.of()));
        assertThatThrownBy(() -> Verify.of(reader(), late, Scope.EVERYTHING, done -> {}))
                .hasMessageContaining("another order");
    }

    @Test
    void the_result_is_one_json_document() throws Exception {
        put(left, item(1, TaskDraft.of("t").priority(5)), item(2, TaskDraft.of("t")));
        put(right, item(1, TaskDraft.of("t").priority(6)), item(3, TaskDraft.of("t")));
        String json = Verify.of(left, right).json();
        assertThat(new ObjectMapper().readTree(json)).isEqualTo(new ObjectMapper().readTree("""
                                {"equal":false,"left":2,"right":2,"differenceCount":3,"differences":[
                                {"kind":"task","name":"0000000000001","difference":"different","field":"priority","left":"5","right":"6"},
                                {"kind":"task","name":"0000000000002","difference":"only-left"},
                                {"kind":"task","name":"0000000000003","difference":"only-right"}]}"""));
        Discrepancy disturbed = new Discrepancy.Disturbed(new Discrepancy.Subject("things", "of its own"), 1, 2);
        assertThat(disturbed.line())
                .isEqualTo(
                        "things of its own that the right held before are not as they were: 1 before, 2 after, or with other"
                                + " contents");
    }

    private static TransferReader reader(TransferItem... items) {
        return new TransferReader() {
            @Override
            public List<TransferItem> next(@Nullable Position after, int limit) {
                return after == null ? List.of(items) : List.of();
            }

            @Override
            public boolean changedSince() {
                return false;
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }

    private record Foreign(TransferReader reader) implements ForeignReader {
        @Override
        public List<Warning> warnings() {
            return List.of();
        }

        @Override
        public List<Reject> rejects() {
            return List.of();
        }

        @Override
        public List<TransferItem> next(@Nullable Position after, int limit) {
            return reader.next(after, limit);
        }

        @Override
        public boolean changedSince() {
            return reader.changedSince();
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
