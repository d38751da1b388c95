package dev.taskport.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.TaskportException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {

    @ParameterizedTest
    @CsvSource({"0,0", "17,17", "17B,17", "256KiB,262144", "256 kib,262144", "64kB,64000", "8MiB,8388608", "1MB,1000000"
    })
    void a_number_with_or_without_a_unit_is_a_size(String text, int expected) {
        assertThat(Sizes.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "KiB", "-1", "1.5MiB", "3000MiB", "1TiB", "9999999999"})
    void anything_else_is_refused_with_an_example(String text) {
        assertThatThrownBy(() -> Sizes.parse(text))
                .isInstanceOf(TaskportException.class)
                .hasMessageContaining("is not a size. Write a number and a unit (B, KiB, MiB), for example 256KiB.");
    }
}
