package dev.taskport.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KEYS = List.of("backend", "worker.lease", "worker.strategy", "retry.cap");

    @ParameterizedTest
    @CsvSource({
        "backnd,backend",
        "bakcend,backend",
        "worker.leese,worker.lease",
        "WORKER.LEASE,worker.lease",
        "retry,retry.cap"
    })
    void a_slip_finds_the_word_that_was_meant(String typed, String meant) {
        assertThat(Nearest.to(typed, KEYS)).contains(meant);
    }

    @Test
    void a_word_like_no_other_finds_nothing() {
        assertThat(Nearest.to("xyzzy", KEYS)).isEmpty();
        assertThat(Nearest.hint("xyzzy", KEYS)).isEmpty();
        assertThat(Nearest.to("anything", List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"kitten,sitting,3", "'',abc,3", "abc,abc,0", "abc,ABC,0", "flaw,lawn,2"})
    void distance_counts_letters_to_change(String a, String b, int expected) {
        assertThat(Nearest.distance(a, b)).isEqualTo(expected);
    }
}
