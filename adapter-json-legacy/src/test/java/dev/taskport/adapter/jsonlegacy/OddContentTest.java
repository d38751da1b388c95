package dev.taskport.adapter.jsonlegacy;

import static dev.taskport.adapter.jsonlegacy.WorkedFile.completeNext;
import static dev.taskport.adapter.jsonlegacy.WorkedFile.notes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.JsonText;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordWrite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is legal in a store and odd in a queue file: the file can always be read again. */
class OddContentTest {

    private static final TaskId ODD = new TaskId(7_000_000);

    @TempDir
    Path folder;

    private WorkedFile file = new WorkedFile(Path.of(""));

    @BeforeEach
    void write() {
        file = WorkedFile.of(folder, "a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"file\": \"\\ud800\"}",
                "{\"\\udc00\": 1, \"file\": \"x\"}",
                "{\"file\": \"x\", \"file\": \"y\"}",
                "{\"estimated_tokens\": 1e999, \"file\": null}"
            })
    void a_payload_that_no_queue_file_can_hold_is_kept_letter_for_letter(String payload) throws IOException {
        try (PersistenceBackend backend = file.open()) {
            backend.intake()
                    .enqueue(List.of(TaskDraft.of("mail").payload(payload).as(ODD)));
        }
        try (PersistenceBackend backend = file.open()) {
            Task task = backend.inspection().find(Workspace.DEFAULT, ODD).orElseThrow();
            assertThat(task.spec().payload().text()).isEqualTo(payload);
        }
        assertThat(LegacyShape.faults(Files.readAllBytes(file.file()))).isEmpty();
    }

    @Test
    void records_put_among_those_of_the_file_that_cannot_stand_in_one_are_left_out_and_reported() throws IOException {
        String lineage;
        try (PersistenceBackend backend = file.open()) {
            lineage = backend.records()
                    .list(Workspace.DEFAULT, LegacyRootRecords.COLLECTION, "", null, 10)
                    .get(0)
                    .key()
                    .path()
                    .substring(0, 16);
            put(backend, lineage + "/root/deep", "[".repeat(62) + "]".repeat(62));
            put(backend, lineage + "/root/a%zz", "1");
            put(backend, lineage + "/root/half", "\"\\ud800\"");
            put(backend, lineage + "/root/list", "[{\"id\": 1}]");
            put(backend, lineage + "/root/" + "n".repeat(300), "1");
            put(backend, lineage + "/root/good", "1");
            put(backend, "beside/" + ODD, "[[1]]");
            put(backend, "0123456789abcdef/document", "[".repeat(62) + "]".repeat(62));
            completeNext(backend);
        }
        assertThat(LegacyShape.faults(Files.readAllBytes(file.file()))).isEmpty();
        assertThat(file.read().path("good").asInt()).isEqualTo(1);
        assertThat(file.read().has("deep")).isFalse();
        try (PersistenceBackend backend = file.open("journal-limit", "1")) {
            completeNext(backend);
            assertThat(notes(backend)).hasSize(5).allMatch(note -> note.contains("cannot stand in a queue file"));
            assertThat(backend.records()
                            .get(new RecordKey(
                                    Workspace.DEFAULT, LegacyRootRecords.COLLECTION, lineage + "/root/half")))
                    .isPresent();
        }
    }

    private static void put(PersistenceBackend backend, String path, String json) {
        RecordKey key = new RecordKey(Workspace.DEFAULT, LegacyRootRecords.COLLECTION, path);
        assertThat(backend.records().write(List.of(new RecordWrite.Put(key, JsonText.of(json), null, null))))
                .isEmpty();
    }
}
