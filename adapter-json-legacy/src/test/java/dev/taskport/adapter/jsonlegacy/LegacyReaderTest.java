package dev.taskport.adapter.jsonlegacy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LegacyReaderTest {

    private record Broken(String what, String octets, ErrorCode code, List<String> told) {
        static Broken of(String what, String text, ErrorCode code, String... told) {
            return new Broken(what, new String(text.getBytes(UTF_8), ISO_8859_1), code, List.of(told));
        }

        byte[] bytes() {
            return octets.getBytes(ISO_8859_1);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Broken> broken() {
        return Stream.of(
                Broken.of("zero bytes", "", ErrorCode.DAMAGED, "is empty", "line 1, byte 0"),
                Broken.of("only spaces", " \n\n", ErrorCode.DAMAGED, "is empty"),
                Broken.of("only a byte order mark", "\uFEFF", ErrorCode.DAMAGED, "is empty"),
                new Broken(
                        "filled with zeros",
                        "\0".repeat(4096),
                        ErrorCode.DAMAGED,
                        List.of("zero bytes", "line 1, byte 0", "power")),
                new Broken(
                        "a hole of zeros",
                        "{\"tasks\":[\n\0\0\0]}",
                        ErrorCode.DAMAGED,
                        List.of("zero bytes", "line 2, byte 11")),
                new Broken("UTF-16", "{\0\"\0t\0", ErrorCode.UNSUPPORTED, List.of("UTF-16")),
                new Broken("UTF-16 with a mark", "\u00FF\u00FE{\0", ErrorCode.UNSUPPORTED, List.of("UTF-16")),
                new Broken(
                        "Latin-1",
                        "{\"tasks\":[\n{\"id\":\"K\u00FCste\"}]}",
                        ErrorCode.DAMAGED,
                        List.of("not UTF-8", "line 2, byte 19")),
                new Broken(
                        "half a surrogate pair in UTF-8",
                        "{\"tasks\":[\"\u00ED\u00A0\u0080\"]}",
                        ErrorCode.DAMAGED,
                        List.of("not UTF-8", "surrogate")),
                Broken.of(
                        "half a surrogate pair as an escape",
                        "{\"tasks\":[\n{\"id\":\"\\ud83d\"}]}",
                        ErrorCode.DAMAGED,
                        "half of a surrogate pair",
                        "line 2, byte 17"),
                Broken.of(
                        "the second half alone, in a name",
                        "{\"\\ude00\":1}",
                        ErrorCode.DAMAGED,
                        "half of a surrogate pair"),
                Broken.of("cut off", "{\"tasks\":[\n{\"id\":\"a\",", ErrorCode.DAMAGED, "ends in the middle", "line 2"),
                Broken.of("cut off in a string", "{\"tasks\":[{\"id\":\"a", ErrorCode.DAMAGED, "ends in the middle"),
                Broken.of(
                        "more after the end",
                        "{\"tasks\":[]}\n{\"tasks\":[]}",
                        ErrorCode.DAMAGED,
                        "goes on after its end",
                        "line 2, byte 13"),
                Broken.of("garbage after the end", "{\"tasks\":[]}]", ErrorCode.DAMAGED, "line 1, byte 1"),
                Broken.of(
                        "a field twice",
                        "{\"tasks\":[{\"id\":\"a\",\n\"id\":\"b\"}]}",
                        ErrorCode.DAMAGED,
                        "same field twice",
                        "line 2"),
                Broken.of("NaN", "{\"tasks\":[],\"x\":NaN}", ErrorCode.DAMAGED, "NaN"),
                Broken.of("Infinity", "{\"tasks\":[],\"x\":-Infinity}", ErrorCode.DAMAGED, "line 1"),
                Broken.of("not JSON", "{tasks:[]}", ErrorCode.DAMAGED, "not JSON", "line 1"),
                Broken.of("65 levels", "[".repeat(65) + "]".repeat(65), ErrorCode.DAMAGED, "deeper than 64"),
                Broken.of("a long number", "{\"x\":" + "1".repeat(101) + "}", ErrorCode.DAMAGED, "bounds"),
                Broken.of("a long name", "{\"" + "x".repeat(257) + "\":1}", ErrorCode.DAMAGED, "bounds"),
                Broken.of("a number alone", "17", ErrorCode.UNSUPPORTED, "a single value"),
                Broken.of("no tasks", "{\"jobs\":[]}", ErrorCode.UNSUPPORTED, "fields jobs", "no array tasks"),
                Broken.of("tasks is an object", "{\"tasks\":{}}", ErrorCode.UNSUPPORTED, "no array tasks"),
                Broken.of(
                        "a bare array",
                        "[{\"id\":\"1\",\"type\":\"x\"}]",
                        ErrorCode.UNSUPPORTED,
                        "a bare array of 1 elements with the fields id, type",
                        "Known is the Meridian queue",
                        "Convert it"),
                Broken.of("an empty array", "[]", ErrorCode.UNSUPPORTED, "a bare array of 0 elements"),
                Broken.of(
                        "another program's tasks",
                        "{\"tasks\":[{\"taskId\":1,\"state\":\"open\"}]}",
                        ErrorCode.UNSUPPORTED,
                        "with the fields taskId, state"),
                Broken.of("tasks that are texts", "{\"tasks\":[\"a\"]}", ErrorCode.UNSUPPORTED, "holds 1 elements."),
                Broken.of(
                        "a second list",
                        "{\"tasks\":[],\"completed\":[{\"id\":\"a\"}]}",
                        ErrorCode.UNSUPPORTED,
                        "second list of records, \"completed\""));
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("broken")
    void a_file_that_is_no_sound_queue_is_refused_with_the_place_and_what_it_means(Broken broken) throws IOException {
        Path file = QueueFile.write(folder.resolve("task-queue.json"), broken.bytes());
        assertThatThrownBy(() -> LegacyReader.read(file, 1_000_000))
                .hasMessageContaining(file.toString())
                .hasMessageContainingAll(broken.told().toArray(new String[0]))
                .asInstanceOf(InstanceOfAssertFactories.type(TaskportException.class))
                .extracting(TaskportException::code)
                .isEqualTo(broken.code());
        assertThat(Files.readAllBytes(file)).isEqualTo(broken.bytes());
    }

    @Test
    void what_a_parser_stumbled_over_is_not_shown() {
        Path file = QueueFile.write(folder.resolve("x.json"), "{\"tasks\": secretword}".getBytes(UTF_8));
        assertThatThrownBy(() -> LegacyReader.read(file, 1000))
                .hasMessageNotContaining("secretword")
                .hasNoCause();
    }

    @Test
    void a_file_beyond_the_bound_is_not_read() {
        Path file = QueueFile.of(QueueFile.task("a", "pending")).in(folder);
        long size = file.toFile().length();
        assertThat(LegacyReader.read(file, size).records()).hasSize(1);
        assertThatThrownBy(() -> LegacyReader.read(file, size - 1))
                .hasMessageContaining("max-bytes")
                .asInstanceOf(InstanceOfAssertFactories.type(TaskportException.class))
                .extracting(TaskportException::code)
                .isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    }

    @Test
    void a_byte_order_mark_is_accepted_and_positions_count_it() {
        Path marked = QueueFile.write(folder.resolve("a.json"), "\uFEFF{\"tasks\":[]}".getBytes(UTF_8));
        assertThat(LegacyReader.read(marked, 1000).records()).isEmpty();
        Path broken = QueueFile.write(folder.resolve("b.json"), "\uFEFF{\"tasks\":[]}x".getBytes(UTF_8));
        assertThatThrownBy(() -> LegacyReader.read(broken, 1000)).hasMessageContaining("line 1");
    }

    @Test
    void sixty_four_levels_are_still_read() {
        String deep = "{\"tasks\":[],\"x\":" + "[".repeat(63) + "]".repeat(63) + "}";
        Path file = QueueFile.write(folder.resolve("a.json"), deep.getBytes(UTF_8));
        assertThat(LegacyReader.read(file, 1000).rootFields()).containsKey("x");
    }

    @Test
    void every_part_is_cut_out_letter_for_letter_with_its_line() {
        String first =
                "{ \"id\" : \"\\u00fc✅\\\\\",\t\"status\":\"pending\", \"title\":\"t\",\n \"n\": -1.50e+3, \"o\":{\"a\": [1 , 2]},\"l\":null }";
        String text = "{\"before\": [1,2, 3],\"tasks\":\n[" + first + ",\n{}, 7, \"x\", null],\"after\" :true}";
        LegacyDocument document =
                LegacyReader.read(QueueFile.write(folder.resolve("a.json"), text.getBytes(UTF_8)), 10_000);
        assertThat(document.fieldOrder()).containsExactly("before", "tasks", "after");
        assertThat(document.rootFields()).containsEntry("before", "[1,2, 3]").containsEntry("after", "true");
        assertThat(document.records())
                .extracting(LegacyTaskJson::source)
                .containsExactly(first, "{}", "7", "\"x\"", "null");
        assertThat(document.records()).extracting(LegacyTaskJson::line).containsExactly(2, 4, 4, 4, 4);
        assertThat(document.records().get(0).fields())
                .containsEntry("id", "\"\\u00fc✅\\\\\"")
                .containsEntry("n", "-1.50e+3")
                .containsEntry("o", "{\"a\": [1 , 2]}")
                .containsEntry("l", "null");
    }

    @Test
    void parts_of_a_large_file_are_cut_out_letter_for_letter() {
        List<String> records = Stream.iterate(0, i -> i + 1)
                .limit(2000)
                .map(i -> QueueFile.task("id-" + i, "pending", ",\"text\":\"ü✅" + "x".repeat(i % 97) + "\""))
                .toList();
        Path file = QueueFile.of(records.toArray(new String[0])).in(folder);
        assertThat(LegacyReader.read(file, 10_000_000).records())
                .extracting(LegacyTaskJson::source)
                .isEqualTo(records);
    }
}
