package dev.taskport.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " [ ] ",
                "null",
                "true",
                "false",
                "0",
                "-0",
                "-1.5e+10",
                "1E400",
                "123456789012345678901234567890",
                "\"\"",
                "\"\\u00e9\\n\\\"\\\\\\/\\b\\f\\r\\t\"",
                "\"é🙂\"",
                "\"\u007f\"",
                "\t{\"a\" : [1 , {\"b\":null}]}\r\n",
                "{\"a\":1,\"a\":2}",
                "\"\\ud800\""
            })
    void json_is_kept_letter_for_letter(String text) {
        assertThat(JsonText.of(text).text()).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "{", "[", "[1,]", "[,1]", "{,}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "01",
                        "-",
                "1.", ".5", "1e", "1e+", "+1", "NaN", "Infinity", "tru", "nul", "truex", "\"", "\"\\\"", "\"\\x\"",
                        "\"\\u12g4\"",
                "\"\\u12", "\"\t\"", "\"\ud800\"", "\"\udc00\"", "\"\ud800x\"", "1 2", "{}}", "[1 2]", "// c\n1",
                        "\ufeff{}", "\"\\"
            })
    void anything_looser_is_refused_with_its_place(String text) {
        assertThatThrownBy(() -> JsonText.of(text))
                .isInstanceOf(TaskportException.class)
                .hasMessageMatching(
                        "The JSON text .* \\(at character \\d+\\)\\. Nothing was stored\\. Correct the JSON\\.");
    }

    @Test
    void nesting_is_bounded() {
        String deepest = "[".repeat(JsonSyntax.DEPTH_MAX) + "0" + "]".repeat(JsonSyntax.DEPTH_MAX);
        assertThat(JsonText.of(deepest).bytes()).isEqualTo(2 * JsonSyntax.DEPTH_MAX + 1);
        assertThatThrownBy(() -> JsonText.of("[".repeat(1_000_000))).hasMessageContaining("nested deeper");
    }

    @Test
    void size_is_bounded_in_bytes_of_utf_8() {
        String umlauts = "\"" + "é".repeat(99) + "\"";
        JsonText json = JsonText.of(umlauts);
        assertThat(json.bytes()).isEqualTo(200);
        json.requireAtMost("The payload", 200);
        assertThatThrownBy(() -> json.requireAtMost("The payload", 199))
                .isInstanceOfSatisfying(
                        TaskportException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED))
                .hasMessageStartingWith("The payload has 200 bytes, allowed are 199.");
        assertThatThrownBy(() -> JsonText.of("\"" + "x".repeat(JsonText.BYTES_MAX) + "\""))
                .isInstanceOf(TaskportException.class);
    }

    @Test
    void equality_is_that_of_the_text() {
        assertThat(JsonText.of("{ }")).isNotEqualTo(JsonText.EMPTY);
        assertThat(JsonText.stored("{}")).isEqualTo(JsonText.EMPTY).hasSameHashCodeAs(JsonText.EMPTY);
    }
}
