package dev.taskport.app.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamTailTest {

    /** All that came, in which every place looks different. */
    private static String text(int length) {
        String numbers = IntStream.range(0, length).mapToObj(i -> i + ",").collect(Collectors.joining());
        return numbers.substring(0, length);
    }

    private static StreamTail tail(String text, int max, int perRead) {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, perRead));
            }

            @Override
            public int read(byte[] into) throws IOException {
                return read(into, 0, into.length);
            }
        };
        return StreamTail.of(in, max, Runnable::run);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, 3",
        "9, 10, 3",
        "10, 10, 3",
        "11, 10, 3",
        "19, 10, 10",
        "20, 10, 10",
        "21, 10, 11",
        "100, 10, 100",
        "1234, 7, 5",
        "20000, 9000, 8192",
        "100000, 2000, 8192",
        "300000, 262144, 8192"
    })
    void the_end_of_what_came_is_kept_in_order(int length, int max, int perRead) throws InterruptedException {
        String text = text(length);
        StreamTail tail = tail(text, max, perRead);
        assertThat(tail.text()).isEqualTo(text.substring(Math.max(0, length - max)));
        assertThat(tail.truncated()).isEqualTo(length > max);
    }

    @Test
    void what_is_read_again_is_the_same() throws InterruptedException {
        StreamTail tail = tail(text(1000), 100, 30);
        assertThat(tail.text()).isEqualTo(tail.text()).hasSize(100);
    }
}
