package dev.taskport.adapter.jsonlegacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonCopyTest {

    private static final byte[] BYTES = "{\"tasks\": []}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Path target = Path.of("");

    @BeforeEach
    void name() {
        target = folder.resolve("copy.json");
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void B2_a_copy_has_its_name_only_once_it_was_read_back_and_looked_at() {
        List<String> whileLooking = new ArrayList<>();
        long bytes = JsonCopy.write(target, BYTES, readBack -> {
            whileLooking.addAll(names());
            assertThat(readBack).isEqualTo(BYTES);
            return true;
        });
        assertThat(whileLooking).singleElement().asString().endsWith(".unfinished");
        assertThat(names()).containsExactly("copy.json");
        assertThat(bytes).isEqualTo(BYTES.length);
        assertThat(target).hasBinaryContent(BYTES);
    }

    @Test
    void B2_a_copy_that_is_not_good_leaves_nothing_behind() {
        assertThatThrownBy(() -> JsonCopy.write(target, BYTES, readBack -> false))
                .isInstanceOf(TaskportException.class)
                .hasMessageContaining("does not hold what the queue holds")
                .extracting(thrown -> ((TaskportException) thrown).code())
                .isEqualTo(ErrorCode.DAMAGED);
        assertThatThrownBy(() -> JsonCopy.write(target, BYTES, readBack -> {
                    throw new UncheckedIOException(new IOException("torn"));
                }))
                .hasMessageContaining("torn");
        assertThat(names()).isEmpty();
        assertThat(JsonCopy.write(target, BYTES, readBack -> true)).isPositive();
    }

    @Test
    void B2_what_was_read_back_must_be_what_was_written() {
        assertThatThrownBy(() -> new JsonCopy(target).requireGood(BYTES, new byte[] {1}, readBack -> true))
                .hasMessageContaining("not what was written");
    }

    @Test
    void B2_a_file_that_is_there_is_never_replaced() throws IOException {
        Files.writeString(target, "mine");
        assertThatThrownBy(() -> JsonCopy.write(target, BYTES, readBack -> true))
                .hasMessageContaining("exists already");
        Files.delete(target);
        assertThatThrownBy(() -> JsonCopy.write(target, BYTES, readBack -> {
                    try {
                        Files.writeString(target, "somebody else's, meanwhile");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return true;
                }))
                .hasMessageContaining("exists already");
        assertThat(target).hasContent("somebody else's, meanwhile");
        assertThat(names()).containsExactly("copy.json");
    }
}
