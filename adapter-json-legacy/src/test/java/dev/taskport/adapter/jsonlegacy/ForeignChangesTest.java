package dev.taskport.adapter.jsonlegacy;

import static dev.taskport.adapter.jsonlegacy.WorkedFile.claim;
import static dev.taskport.adapter.jsonlegacy.WorkedFile.complete;
import static dev.taskport.adapter.jsonlegacy.WorkedFile.completeNext;
import static dev.taskport.adapter.jsonlegacy.WorkedFile.notes;
import static dev.taskport.adapter.jsonlegacy.WorkedFile.record;
import static dev.taskport.adapter.jsonlegacy.WorkedFile.task;
import static dev.taskport.adapter.jsonlegacy.WorkedFile.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.Workspace;
import dev.taskport.port.PersistenceBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the old program writes while Taskport works on the same file: only what it changed itself counts. */
class ForeignChangesTest {

    private static final TaskId MAIL = new TaskId(7_000_000);
    private static final String PAYLOAD = "{\"to\": \"ada\", \"lone\": \"\\ud800\"}";

    @TempDir
    Path folder;

    private WorkedFile file = new WorkedFile(Path.of(""));

    @BeforeEach
    void write() {
        file = WorkedFile.of(folder, "a", "b", "c");
    }

    private static void enqueue(PersistenceBackend backend) {
        backend.intake()
                .enqueue(List.of(
                        TaskDraft.of("mail").payload(PAYLOAD).title("Mail").as(MAIL)));
    }

    private static Task mail(PersistenceBackend backend) {
        return backend.inspection().find(Workspace.DEFAULT, MAIL).orElseThrow();
    }

    @Test
    void a_task_born_here_keeps_its_payload_and_the_old_program_s_own_fields_stay_in_the_file() {
        try (PersistenceBackend backend = file.open()) {
            enqueue(backend);
        }
        file.change(root -> record(root, MAIL.toString())
                .put("notes", "urgent")
                .put("title", "Mail to Ada")
                .put("estimated_tokens", 5));
        try (PersistenceBackend backend = file.open()) {
            assertThat(mail(backend).spec().payload().text()).isEqualTo(PAYLOAD);
            assertThat(mail(backend).spec().attributes()).isNull();
            assertThat(mail(backend).spec().title()).isEqualTo("Mail to Ada");
            assertThat(complete(backend, claim(backend, "mail"))).isEqualTo(SettleAnswer.APPLIED);
        }
        assertThat(file.record(MAIL.toString()).path("notes").asText()).isEqualTo("urgent");
        assertThat(file.record(MAIL.toString()).path("estimated_tokens").asInt())
                .isEqualTo(5);
        file.change(root -> record(root, MAIL.toString()).remove("notes"));
        try (PersistenceBackend backend = file.open()) {
            assertThat(mail(backend).status()).isEqualTo(TaskStatus.COMPLETED);
            completeNext(backend);
        }
        assertThat(file.record(MAIL.toString()).has("notes")).isFalse();
    }

    @Test
    void the_end_that_the_old_program_gives_a_task_born_here_leaves_its_payload_alone() {
        try (PersistenceBackend backend = file.open()) {
            enqueue(backend);
        }
        file.change(
                root -> record(root, MAIL.toString()).put("status", "completed").put("completed_by", "night shift"));
        try (PersistenceBackend backend = file.open()) {
            assertThat(mail(backend).status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(mail(backend).spec().payload().text()).isEqualTo(PAYLOAD);
        }
        assertThat(file.record(MAIL.toString()).path("completed_by").asText()).isEqualTo("night shift");
    }

    @Test
    void whom_the_old_program_names_is_named_until_the_task_is_worked_on_here() {
        try (PersistenceBackend backend = file.open()) {
            enqueue(backend);
            completeNext(backend);
        }
        file.change(root -> {
            finishedBy(record(root, "b"));
            finishedBy(record(root, MAIL.toString()));
        });
        try (PersistenceBackend backend = file.open()) {
            completeNext(backend);
        }
        assertThat(file.record("b").path("completed_by").asText()).isEqualTo("night shift");
        assertThat(file.record("b").path("assigned_to").asText()).isEqualTo("ada");
        assertThat(file.record(MAIL.toString()).path("completed_by").asText()).isEqualTo("night shift");
        try (PersistenceBackend backend = file.open()) {
            List<TaskId> done = List.of(task(backend, "b").id(), MAIL);
            backend.control().replay(Workspace.DEFAULT, done);
            assertThat(complete(backend, claim(backend, "mail"))).isEqualTo(SettleAnswer.APPLIED);
            completeNext(backend);
        }
        for (String name : List.of("b", MAIL.toString())) {
            assertThat(file.record(name).path("status").asText()).isEqualTo("completed");
            assertThat(file.record(name).path("completed_at").asText()).isNotEqualTo("2025-03-23T10:00:00Z");
            assertThat(file.record(name).has("completed_by")).isFalse();
            assertThat(file.record(name).has("assigned_to")).isFalse();
        }
    }

    private static void finishedBy(ObjectNode record) {
        record.put("status", "completed")
                .put("assigned_to", "ada")
                .put("assigned_at", "2025-03-23T09:00:00Z")
                .put("completed_at", "2025-03-23T10:00:00Z")
                .put("completed_by", "night shift");
    }

    @Test
    void a_rewrite_of_what_was_read_before_the_last_fold_undoes_and_removes_nothing() {
        try (PersistenceBackend backend = file.open()) {
            completeNext(backend);
        }
        ObjectNode inMemory = file.read();
        try (PersistenceBackend backend = file.open()) {
            completeNext(backend);
            enqueue(backend);
        }
        record(inMemory, "c").put("priority", "LOW");
        file.write(inMemory);
        try (PersistenceBackend backend = file.open()) {
            assertThat(task(backend, "a").status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(task(backend, "b").status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(mail(backend).status()).isEqualTo(TaskStatus.QUEUED);
            assertThat(task(backend, "c").priority().value()).isEqualTo(200);
            assertThat(notes(backend)).singleElement().asString().contains("1 task changed (c), 0 added, 0 removed");
        }
        assertThat(file.record("b").path("status").asText()).isEqualTo("completed");
    }

    @Test
    void a_rewrite_of_an_older_file_does_not_bring_back_a_task_that_is_gone_here() {
        try (PersistenceBackend backend = file.open()) {
            completeNext(backend);
        }
        ObjectNode inMemory = file.read();
        file.change(root -> tasks(root).remove(2));
        file.open().close();
        file.write(inMemory.put("another", 1));
        try (PersistenceBackend backend = file.open()) {
            assertThat(backend.inspection().find(Workspace.DEFAULT, new ExternalId("c")))
                    .isEmpty();
        }
        assertThat(tasks(file.read())).hasSize(2);
        assertThat(file.read().path("another").asInt()).isEqualTo(1);
    }

    @Test
    void a_record_that_another_program_has_spoiled_does_not_remove_its_task() {
        try (PersistenceBackend backend = file.open()) {
            completeNext(backend);
        }
        file.change(root -> record(root, "b").put("id", 7));
        try (PersistenceBackend backend = file.open()) {
            assertThat(task(backend, "b").status()).isEqualTo(TaskStatus.QUEUED);
            assertThat(notes(backend))
                    .singleElement()
                    .asString()
                    .contains(
                            "0 removed",
                            "1 that it lacks stayed, because a record that is no task may stand for them (b)",
                            "1 of its records are no tasks and were left in the copy");
        }
    }

    @Test
    void removed_and_changed_tasks_are_named_up_to_five_with_the_next_step() {
        file = WorkedFile.of(folder, "a", "b", "c", "d", "e", "f", "g", "h");
        try (PersistenceBackend backend = file.open()) {
            completeNext(backend);
        }
        file.change(root -> {
            for (String id : List.of("b", "c", "d", "e", "f", "g")) {
                record(root, id).put("priority", "LOW");
            }
            tasks(root).remove(7);
        });
        try (PersistenceBackend backend = file.open()) {
            assertThat(notes(backend))
                    .singleElement()
                    .asString()
                    .contains("6 tasks changed (b, c, d, e, f and 1 more)", "1 removed (h)", "compare");
        }
    }

    @Test
    void a_task_that_the_old_program_has_taken_is_not_given_out_until_it_gives_it_back() {
        try (PersistenceBackend backend = file.open()) {
            completeNext(backend);
            enqueue(backend);
        }
        file.change(root -> {
            record(root, "b").put("status", "in_progress").put("assigned_to", "old");
            record(root, MAIL.toString()).put("status", "in_progress");
        });
        try (PersistenceBackend backend = file.open()) {
            assertThat(task(backend, "b").status()).isEqualTo(TaskStatus.HELD);
            assertThat(task(backend, "b").state().failures()).isEmpty();
            assertThat(mail(backend).status()).isEqualTo(TaskStatus.HELD);
            ClaimedTask next = claim(backend);
            assertThat(next.task().spec().externalId()).hasToString("c");
            assertThat(complete(backend, next)).isEqualTo(SettleAnswer.APPLIED);
        }
        assertThat(file.record("b").path("status").asText()).isEqualTo("in_progress");
        assertThat(file.record(MAIL.toString()).path("status").asText()).isEqualTo("in_progress");
        file.change(root -> {
            record(root, "b").put("status", "completed");
            record(root, MAIL.toString()).put("status", "pending_assignment");
        });
        try (PersistenceBackend backend = file.open()) {
            assertThat(task(backend, "b").status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(mail(backend).status()).isEqualTo(TaskStatus.QUEUED);
        }
        assertThat(file.record(MAIL.toString()).path("status").asText()).isEqualTo("pending_assignment");
    }

    @Test
    void one_copy_is_kept_of_what_was_written_however_often_it_is_looked_at() throws Exception {
        file.open().close();
        file.change(root -> root.put("another", 1));
        try (PersistenceBackend backend = file.open("task-limit", "3")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> enqueue(backend));
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> enqueue(backend));
        }
        assertThat(file.besides("set-aside")).hasSize(1);
        for (int i = 0; i < 30; i++) {
            int value = i;
            file.change(root -> root.put("another", value + 10));
            file.open().close();
        }
        assertThat(file.besides("set-aside")).hasSize(JsonFolder.COPIES_MAX);
        assertThat(Files.readString(file.beside(file.besides("set-aside").get(JsonFolder.COPIES_MAX - 1))))
                .isNotEmpty();
    }
}
