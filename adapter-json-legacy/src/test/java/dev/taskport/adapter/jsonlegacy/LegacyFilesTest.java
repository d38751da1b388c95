package dev.taskport.adapter.jsonlegacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyFilesTest {

    @TempDir
    Path folder;

    private Path file(String name) {
        return QueueFile.write(folder.resolve(name), new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"task-queue.json", "task_queue.json", "TASK-QUEUE.json", "Task_Queue.JSON"})
    void in_a_folder_the_file_is_found_under_its_usual_names(String name) {
        Path queue = file(name);
        file("task-queue.json.backup");
        file("task-queue.backup.json");
        file("other.json");
        assertThat(LegacyFiles.locate(folder.toString())).isEqualTo(queue);
    }

    @Test
    void a_file_may_have_any_name_with_spaces_and_letters_of_all_kinds() {
        Path queue = file("Größe & Ä ✅.json");
        assertThat(LegacyFiles.locate(queue.toString())).isEqualTo(queue);
    }

    @Test
    void nothing_and_too_much_are_told_apart() {
        assertThatThrownBy(() -> LegacyFiles.locate(folder.toString()))
                .hasMessageContaining("holds no task-queue.json");
        assertThatThrownBy(() -> LegacyFiles.locate(folder.resolve("x").toString()))
                .hasMessageContaining("There is no file");
        file("task-queue.json");
        file("task_queue.json");
        assertThatThrownBy(() -> LegacyFiles.locate(folder.toString()))
                .hasMessageContaining("several queue files")
                .hasMessageContaining("task_queue.json");
    }

    @Test
    void what_is_no_path_is_refused() {
        assertThatThrownBy(() -> LegacyFiles.locate(" ")).hasMessageContaining("names no file");
        assertThatThrownBy(() -> LegacyFiles.locate("a\0b")).hasMessageContaining("is not a path on this system");
    }
}
