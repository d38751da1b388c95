package dev.taskport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.JsonText;
import dev.taskport.domain.TaskportException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "[[],{}]",
                "{\"a\":{\"b\":[1,2.5,-3,true,false,null,\"x\"]}}",
                "\"\"",
                "0",
                "[\"[\",\"{\"]"
            })
    void what_is_read_is_written_alike(String text) {
        assertThat(Json.write(Json.read(JsonText.of(text))).text()).isEqualTo(text);
    }

    @Test
    void white_space_and_escapes_are_understood() {
        String text = " { \"a\\u0041\\n\\t\\r\\b\\f\\/\\\\\\\"\" : [ 1 , \"\\uD83D\\uDE00\" ] , \"e\" : 1e3 } ";
        Map<String, @Nullable Object> expected = new LinkedHashMap<>();
        expected.put("aA\n\t\r\b\f/\\\"", List.of(1L, "\uD83D\uDE00"));
        expected.put("e", 1000.0);
        assertThat(Json.readObject(JsonText.of(text))).isEqualTo(expected);
    }

    @Test
    void control_characters_and_quotes_are_escaped() {
        String text = "a\"b\\c\n\u0001\uD83D\uDE00";
        JsonText written = Json.write(Arrays.asList(text, null));
        assertThat(written.text()).isEqualTo("[\"a\\\"b\\\\c\\u000a\\u0001\uD83D\uDE00\",null]");
        assertThat(Json.read(written)).isEqualTo(Arrays.asList(text, null));
    }

    @Test
    void what_is_no_object_has_no_members() {
        assertThat(Json.readObject(JsonText.of("[1]"))).isEmpty();
    }

    @Test
    void numbers_keep_their_size() {
        assertThat(Json.read(JsonText.of("123456789012345678"))).isEqualTo(123456789012345678L);
        assertThat(Json.read(JsonText.of("12345678901234567890"))).isEqualTo(1.2345678901234567E19);
    }

    @Test
    void a_value_of_another_kind_is_refused() {
        assertThatThrownBy(() -> Json.write(new Object())).isInstanceOf(TaskportException.class);
    }
}
