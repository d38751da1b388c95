package dev.taskport.adapter.jsonlegacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLockTest {

    @TempDir
    Path folder;

    private Path file = Path.of("");
    private Path data = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("lock");
        data = folder.resolve("task-queue.json");
    }

    @Test
    void a_lock_that_this_process_has_by_another_way_is_answered_as_taken() throws IOException {
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = other.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThatThrownBy(() -> JsonLock.take(file, data))
                    .isInstanceOf(TaskportException.class)
                    .hasMessageContaining("only one may work on a queue file")
                    .extracting(thrown -> ((TaskportException) thrown).code())
                    .isEqualTo(ErrorCode.UNAVAILABLE);
        }
        JsonLock.take(file, data).close();
    }

    @Test
    void a_lock_file_that_is_replaced_before_it_is_locked_is_opened_again() throws IOException {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews())
                .as("open files can be replaced")
                .contains("posix");
        boolean[] replaced = {false};
        JsonLock.take(file, data, () -> {
            if (!replaced[0]) {
                replaced[0] = true;
                replace();
            }
        });
        assertThat(file).as("who holds the file that has the name now").hasContent("process " + pid());
    }

    @Test
    void a_lock_file_that_is_replaced_each_time_is_no_lock() {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews())
                .as("open files can be replaced")
                .contains("posix");
        assertThatThrownBy(() -> JsonLock.take(file, data, this::replace))
                .isInstanceOf(TaskportException.class)
                .hasMessageContaining("cannot be locked");
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    private void replace() {
        try {
            Path other = Files.createFile(folder.resolve("other"));
            Files.delete(file);
            Files.move(other, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
