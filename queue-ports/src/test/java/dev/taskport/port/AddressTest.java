package dev.taskport.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.TaskportException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @Test
    void an_address_is_a_scheme_a_location_and_options() {
        assertThat(BackendAddress.parse("sqlite:./my tasks.db?durability=normal&x=a%26b&flag"))
                .isEqualTo(new BackendAddress(
                        "sqlite", "./my tasks.db", Map.of("durability", "normal", "x", "a&b", "flag", "true")));
        assertThat(BackendAddress.parse("memory:")).isEqualTo(new BackendAddress("memory", "", Map.of()));
        assertThat(BackendAddress.parse("sqlite:C:\\Daten\\Bücher.db?").location())
                .isEqualTo("C:\\Daten\\Bücher.db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tasks.db", "/tmp/tasks.db", "SQLITE:x", ":x", "1a:x"})
    void anything_else_is_refused_with_an_example(String text) {
        assertThatThrownBy(() -> BackendAddress.parse(text))
                .isInstanceOf(TaskportException.class)
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining("sqlite:./taskport.db");
    }

    @Test
    void credentials_and_options_are_never_shown() {
        assertThat(BackendAddress.parse("postgresql://ada:secret@host/db?password=secret"))
                .hasToString("postgresql://***@host/db");
        for (String password : List.of("se@cret", "se/cret", "se/c@r/et", "/secret/")) {
            assertThat(BackendAddress.parse("postgresql://ada:" + password + "@host/db"))
                    .hasToString("postgresql://***@host/db");
        }
        assertThat(BackendOptions.defaults()
                        .values(Map.of("password", "secret"))
                        .toString())
                .contains("password")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//ada:secret@host/db",
                "//ada:a/secret@host/db",
                "SQLITE:x?password=secret",
                "sqlite:x?password=secret%zz"
            })
    void an_address_that_cannot_be_read_is_quoted_without_its_secrets(String text) {
        assertThatThrownBy(() -> BackendAddress.parse(text))
                .isInstanceOf(TaskportException.class)
                .hasMessageContaining("Nothing was opened")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }
}
