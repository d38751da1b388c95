package dev.taskport.adapter.jsonlegacy;

import static dev.taskport.adapter.jsonlegacy.WorkedFile.claim;
import static dev.taskport.adapter.jsonlegacy.WorkedFile.complete;
import static dev.taskport.adapter.jsonlegacy.WorkedFile.completeNext;
import static dev.taskport.adapter.jsonlegacy.WorkedFile.notes;
import static dev.taskport.adapter.jsonlegacy.WorkedFile.record;
import static dev.taskport.adapter.jsonlegacy.WorkedFile.task;
import static dev.taskport.adapter.jsonlegacy.WorkedFile.tasks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taskport.adapter.jsonlegacy.JsonWorld.Step;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordWrite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is found again when a step of keeping or folding fails, or the process ends before it. */
class KeeperFailureTest {

    @TempDir
    Path folder;

    private WorkedFile file = new WorkedFile(Path.of(""));
    private final TestWorld world = new TestWorld();

    @BeforeEach
    void write() {
        file = WorkedFile.of(folder.resolve("work"), "a", "b", "c");
    }

    private static void enqueue(PersistenceBackend backend, long id) {
        backend.intake().enqueue(List.of(TaskDraft.of("mail").as(new TaskId(id))));
    }

    private static boolean has(PersistenceBackend backend, long id) {
        return backend.inspection().find(Workspace.DEFAULT, new TaskId(id)).isPresent();
    }

    private static void assertSound(WorkedFile file) throws IOException {
        assertThat(LegacyShape.faults(Files.readAllBytes(file.file()))).isEmpty();
    }

    /** With a limit of one byte every write is folded at once; only otherwise the file says that there are newer changes. */
    private static String limit(Step step) {
        return step == Step.MARK ? "1000000" : "1";
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void a_step_that_fails_loses_nothing_that_was_acknowledged_however_often_it_is_opened_again(Step step)
            throws IOException {
        List<Long> acknowledged = new ArrayList<>();
        for (long id = 1; id <= 4; id++) {
            try (PersistenceBackend backend = file.open(world.failBefore(step), "journal-limit", limit(step))) {
                acknowledge(backend, 10 * id, acknowledged);
                acknowledge(backend, 10 * id + 1, acknowledged);
                world.heal();
                acknowledge(backend, 10 * id + 2, acknowledged);
                world.failBefore(step);
                acknowledge(backend, 10 * id + 3, acknowledged);
            }
            world.heal();
            try (PersistenceBackend backend = file.open()) {
                assertThat(acknowledged).isNotEmpty().allMatch(each -> has(backend, each));
            }
            assertSound(file);
        }
    }

    private static void acknowledge(PersistenceBackend backend, long id, List<Long> acknowledged) {
        try {
            enqueue(backend, id);
            acknowledged.add(id);
        } catch (TaskportException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(e).hasMessageContaining("No space left").hasMessageContaining("Nothing was stored");
            assertThat(has(backend, id)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void a_process_that_ends_before_a_step_loses_nothing_that_was_acknowledged(Step step) throws IOException {
        List<Long> acknowledged = new ArrayList<>();
        List<List<Long>> then = new ArrayList<>();
        List<WorkedFile> images = new ArrayList<>();
        world.before(step, () -> {
            then.add(List.copyOf(acknowledged));
            images.add(file.image(folder.resolve("image-" + step + images.size())));
        });
        try (PersistenceBackend backend = file.open(world, "journal-limit", limit(step))) {
            for (long id = 1; id <= 4; id++) {
                acknowledge(backend, id, acknowledged);
            }
        }
        assertThat(images).hasSizeGreaterThanOrEqualTo(step == Step.MARK ? 1 : 4);
        for (int i = 0; i < images.size(); i++) {
            // Twice: the first opening must not spoil what it repairs.
            for (int opening = 0; opening < 2; opening++) {
                try (PersistenceBackend backend = images.get(i).open()) {
                    assertThat(then.get(i)).allMatch(id -> has(backend, id));
                    enqueue(backend, 100 + opening);
                }
                assertSound(images.get(i));
            }
        }
    }

    @Test
    void after_a_fold_that_failed_at_its_last_step_the_new_generation_goes_on() {
        try (PersistenceBackend backend = file.open(world.failBefore(Step.REPLACE), "journal-limit", "1")) {
            world.failBefore(Step.REPLACE);
            // The note that there are newer changes is a replacing too.
            world.heal();
            enqueue(backend, 1);
            world.before(Step.STATE, () -> world.failBefore(Step.REPLACE));
            enqueue(backend, 2);
            enqueue(backend, 3);
            try (PersistenceBackend again = file.image(folder.resolve("image")).open()) {
                assertThat(has(again, 2)).isTrue();
                assertThat(has(again, 3)).isTrue();
            }
            world.heal();
        }
    }

    @Test
    void a_journal_that_could_not_be_folded_when_the_store_was_opened_is_gone_on_with() {
        WorkedFile image;
        try (PersistenceBackend backend = file.open()) {
            enqueue(backend, 1);
            image = file.image(folder.resolve("image"));
        }
        try (PersistenceBackend backend = image.open(world.failBefore(Step.DOCUMENT))) {
            enqueue(backend, 2);
            try (PersistenceBackend again = image.image(folder.resolve("again")).open()) {
                assertThat(has(again, 1)).isTrue();
                assertThat(has(again, 2)).isTrue();
            }
        }
    }

    @Test
    void what_the_old_program_wrote_after_a_crash_does_not_cost_the_journal() {
        WorkedFile image;
        try (PersistenceBackend backend = file.open()) {
            enqueue(backend, 1);
            image = file.image(folder.resolve("image"));
        }
        image.change(root -> record(root, "c").put("priority", "LOW"));
        world.before(Step.DOCUMENT, () -> image.image(folder.resolve("again")));
        try (PersistenceBackend backend = image.open(world)) {
            assertThat(has(backend, 1)).isTrue();
        }
        try (PersistenceBackend again = new WorkedFile(folder.resolve("again").resolve("task-queue.json")).open()) {
            assertThat(has(again, 1)).isTrue();
            assertThat(task(again, "c").priority().value()).isEqualTo(200);
        }
    }

    @Test
    void a_foreign_write_whose_group_could_not_be_stored_is_brought_in_by_the_next() {
        try (PersistenceBackend backend = file.open(world)) {
            enqueue(backend, 1);
            file.change(root ->
                    tasks(root).add(record(root, "c").deepCopy().put("id", "e").put("status", "pending_assignment")));
            world.failBefore(Step.APPEND);
            assertThatThrownBy(() -> enqueue(backend, 2)).isInstanceOf(TaskportException.class);
            world.heal();
            enqueue(backend, 3);
            assertThat(task(backend, "e").status()).isEqualTo(TaskStatus.QUEUED);
        }
        assertThat(file.record("e").path("title").asText()).isEqualTo("Title of c");
    }

    @Test
    void what_is_whole_in_a_damaged_journal_survives_an_end_before_the_next_fold() throws IOException {
        WorkedFile image;
        try (PersistenceBackend backend = file.open()) {
            enqueue(backend, 1);
            enqueue(backend, 2);
            image = file.image(folder.resolve("image"));
        }
        Files.writeString(image.beside("journal-1.log"), "00000000 {}\n", StandardOpenOption.APPEND);
        world.before(Step.DOCUMENT, () -> image.image(folder.resolve("again")));
        try (PersistenceBackend backend = image.open(world)) {
            assertThat(notes(backend)).singleElement().asString().contains("set aside behind 2 entries");
        }
        try (PersistenceBackend again = new WorkedFile(folder.resolve("again").resolve("task-queue.json")).open()) {
            assertThat(has(again, 1)).isTrue();
            assertThat(has(again, 2)).isTrue();
        }
        assertThat(image.besides("set-aside")).hasSize(1);
    }

    @Test
    void a_file_that_is_just_being_written_is_waited_for_and_never_moved_from_under_its_writer() throws IOException {
        file.open().close();
        ObjectNode root = file.read();
        record(root, "c").put("priority", "LOW");
        byte[] whole = WorkedFile.bytes(root);
        Files.write(file.file(), Arrays.copyOf(whole, 100));
        Object inode = Files.getAttribute(file.file(), "unix:ino");
        world.inPause(() -> Files.write(file.file(), Arrays.copyOf(whole, 300)));
        world.inPause(() -> {
            assertThat(Files.getAttribute(file.file(), "unix:ino")).isEqualTo(inode);
            Files.write(file.file(), whole);
        });
        try (PersistenceBackend backend = file.open(world)) {
            assertThat(task(backend, "c").priority().value()).isEqualTo(200);
            assertThat(notes(backend)).noneMatch(note -> note.contains("damaged"));
        }
        assertThat(world.paused()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void a_file_that_stays_half_written_is_copied_aside_after_a_second() throws IOException {
        file.open().close();
        Files.writeString(file.file(), "{\"tasks\": [");
        try (PersistenceBackend backend = file.open(world)) {
            assertThat(notes(backend)).singleElement().asString().contains("damaged and was set aside");
        }
        assertThat(world.paused()).isEqualTo(Duration.ofSeconds(1));
        assertThat(file.besides("set-aside")).hasSize(1);
        assertSound(file);
    }

    @Test
    void a_file_that_goes_on_being_written_refuses_the_write_with_what_to_do() throws IOException {
        try (PersistenceBackend backend = file.open(world)) {
            Files.writeString(file.file(), "{");
            for (int i = 0; i < 300; i++) {
                world.inPause(() -> Files.writeString(file.file(), " ", StandardOpenOption.APPEND));
            }
            assertThatThrownBy(() -> enqueue(backend, 1))
                    .isInstanceOf(TaskportException.class)
                    .hasMessageContaining("is being written by another program")
                    .hasMessageContaining("Nothing was stored. Try again")
                    .extracting(e -> ((TaskportException) e).code())
                    .isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(world.paused()).isEqualTo(Duration.ofSeconds(10));
        }
    }

    /** In place, and by putting another file there. */
    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"DOCUMENT", "STATE", "LOOK"})
    void a_foreign_write_during_a_fold_is_not_overwritten(Step step) throws IOException {
        for (boolean inPlace : List.of(true, false)) {
            String name = step + (inPlace ? " in place" : " replaced");
            try (PersistenceBackend backend = file.open(world, "journal-limit", "1")) {
                world.before(step, () -> {
                    world.heal();
                    addForeign(name, inPlace);
                });
                completeNextOf(backend, name);
            }
            try (PersistenceBackend backend = file.open()) {
                assertThat(task(backend, name).status()).isEqualTo(TaskStatus.QUEUED);
            }
            assertThat(file.record(name).path("title").asText()).isEqualTo("Title of c");
        }
    }

    private static void completeNextOf(PersistenceBackend backend, String name) {
        enqueue(backend, name.hashCode() & 0xffff);
        complete(backend, claim(backend, "mail"));
    }

    private void addForeign(String name, boolean inPlace) throws IOException {
        ObjectNode root = file.read();
        tasks(root).add(record(root, "c").deepCopy().put("id", name));
        if (inPlace) {
            file.write(root);
        } else {
            Path other = file.file().resolveSibling("other");
            Files.write(other, WorkedFile.bytes(root));
            Files.move(other, file.file(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The old program opens the file, and writes only after it was replaced. */
    @Test
    void what_is_written_into_the_file_that_was_just_replaced_is_brought_in_at_the_next_write() throws IOException {
        try (PersistenceBackend backend = file.open(world, "journal-limit", "1")) {
            enqueue(backend, 1);
            ObjectNode root = file.read();
            tasks(root).add(record(root, "c").deepCopy().put("id", "e"));
            try (var late = Files.newByteChannel(file.file(), StandardOpenOption.WRITE)) {
                enqueue(backend, 2);
                late.truncate(0);
                late.write(ByteBuffer.wrap(WorkedFile.bytes(root)));
            }
            enqueue(backend, 3);
            assertThat(task(backend, "e").status()).isEqualTo(TaskStatus.QUEUED);
            assertThat(has(backend, 2)).isTrue();
        }
        try (PersistenceBackend backend = file.open()) {
            assertThat(task(backend, "e").status()).isEqualTo(TaskStatus.QUEUED);
            assertThat(notes(backend)).isEmpty();
        }
    }

    @Test
    void what_is_merged_at_the_end_is_in_the_journal_before_it_is_folded() {
        PersistenceBackend backend = file.open(world);
        completeNext(backend);
        file.change(root -> record(root, "c").put("priority", "LOW"));
        List<WorkedFile> images = new ArrayList<>();
        world.before(Step.TIDY, () -> images.add(file.image(folder.resolve("image" + images.size()))));
        backend.close();
        assertThat(images).isNotEmpty();
        for (WorkedFile image : images) {
            List<String> states = image.besides("state-");
            assertThat(states).hasSizeGreaterThan(1);
            try {
                Files.writeString(image.beside(states.get(states.size() - 1)), "damage");
                // The foreign file itself is gone by now.
                try (PersistenceBackend again = image.open()) {
                    assertThat(task(again, "c").priority().value()).isEqualTo(200);
                    assertThat(task(again, "a").status()).isEqualTo(TaskStatus.COMPLETED);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            assertThat(image.besides("set-aside")).anyMatch(name -> name.endsWith(states.get(states.size() - 1)));
        }
    }

    @Test
    void leftovers_of_a_process_that_was_killed_are_removed_and_other_files_are_not() throws IOException {
        Path ours = file.file().resolveSibling("task-queue.json.0f0e0d0c-1111-2222-3333-444455556666.tmp");
        Path theirs = file.file().resolveSibling("task-queue.json.tmp");
        Files.writeString(ours, "x");
        Files.writeString(theirs, "x");
        file.open().close();
        assertThat(ours).doesNotExist();
        assertThat(theirs).exists();
    }

    @Test
    void a_journal_that_cannot_be_folded_stops_the_writes_before_it_fills_the_disk() {
        try (PersistenceBackend backend = file.open(world, "journal-limit", "1", "size-limit", "100000000")) {
            world.failBefore(Step.DOCUMENT);
            assertThatThrownBy(() -> {
                        for (long id = 1; id < 100; id++) {
                            large(backend, id);
                        }
                    })
                    .isInstanceOf(TaskportException.class)
                    .hasMessageContaining("the journal beside it has more than")
                    .hasMessageContaining("Nothing was stored");
            assertThat(has(backend, 60)).isTrue();
            world.heal();
            completeNext(backend);
        }
        try (PersistenceBackend backend = file.open()) {
            assertThat(has(backend, 60)).isTrue();
        }
    }

    private static void large(PersistenceBackend backend, long id) {
        String payload = "\"" + "x".repeat(250_000) + "\"";
        backend.intake().enqueue(List.of(TaskDraft.of("mail").payload(payload).as(new TaskId(id))));
    }

    @Test
    void results_and_records_are_taken_up_to_twice_the_size_limit_and_tasks_only_up_to_it() {
        try (PersistenceBackend backend = file.open(world, "size-limit", "400000")) {
            large(backend, 1);
            assertThatThrownBy(() -> large(backend, 2))
                    .hasMessageContaining("400,000")
                    .hasMessageContaining("size-limit");
            JsonText result = JsonText.of("\"" + "r".repeat(250_000) + "\"");
            assertThat(settle(backend, result)).isEqualTo(SettleAnswer.APPLIED);
            assertThat(settle(backend, result)).isEqualTo(SettleAnswer.APPLIED);
            assertThatThrownBy(() -> settle(backend, result)).hasMessageContaining("800,000");
            RecordWrite.Put put =
                    new RecordWrite.Put(new RecordKey(Workspace.DEFAULT, "notes", "large"), result, null, null);
            assertThatThrownBy(() -> backend.records().write(List.of(put))).hasMessageContaining("800,000");
            backend.control().cancel(Workspace.DEFAULT, List.of(new TaskId(1)));
        }
    }

    private static SettleAnswer settle(PersistenceBackend backend, JsonText result) {
        return backend.leasing()
                .settle(List.of(new Settlement(claim(backend).lease(), new Outcome.Complete(result))))
                .get(0);
    }
}
