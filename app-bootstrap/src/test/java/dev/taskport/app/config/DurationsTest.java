package dev.taskport.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.TaskportException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({"0,PT0S", "500ms,PT0.5S", "25s,PT25S", "1h30m,PT1H30M", "1h 30m,PT1H30M", "7d,PT168H", "90m,PT1H30M"})
    void a_number_and_a_unit_is_a_duration(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-5s", "1.5h", "5 minutes", "PT5S", "5s5", "36526d", "9999999999s"})
    void anything_else_is_refused_with_an_example(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(TaskportException.class)
                .hasMessage(
                        "\"" + text + "\" is not a duration. Write a number and a unit (ms, s, m, h, d), for example"
                                + " 25s or 1h30m.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1ms", "25s", "1h30m", "7d", "1d1h1m1s1ms"})
    void what_is_formatted_reads_back_the_same(String text) {
        assertThat(Durations.format(Durations.parse(text))).isEqualTo(text);
    }

    @Test
    void the_shortest_text_is_chosen() {
        assertThat(Durations.format(Duration.ofMinutes(61))).isEqualTo("1h1m");
    }
}
