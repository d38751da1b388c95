package dev.taskport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.JsonText;
import dev.taskport.domain.TaskportException;
import org.junit.jupiter.api.Test;

class PayloadCodecTest {

    private final PayloadCodec codec = PayloadCodec.plain();

    @Test
    void documents_pass_letter_for_letter() {
        JsonText odd = JsonText.of(" { \"a\" : 1.0 } ");
        assertThat(codec.decode(odd, JsonText.class)).isSameAs(odd);
        assertThat(codec.encode(odd)).isSameAs(odd);
    }

    @Test
    void strings_are_json_strings() {
        assertThat(codec.encode("a \"b\"").text()).isEqualTo("\"a \\\"b\\\"\"");
        assertThat(codec.decode(JsonText.of("\"a\\u0020b\""), String.class)).isEqualTo("a b");
    }

    @Test
    void what_it_does_not_know_is_refused_with_the_way_out_and_without_the_document() {
        assertThatThrownBy(() -> codec.decode(JsonText.of("{\"x\":1}"), String.class))
                .isInstanceOf(TaskportException.class)
                .hasMessageContaining("JsonText")
                .hasMessageNotContaining("\"x\"");
        assertThatThrownBy(() -> codec.decode(JsonText.of("1"), Integer.class)).hasMessageContaining("payload-jackson");
        assertThatThrownBy(() -> codec.encode(1)).hasMessageContaining("payload-jackson");
    }
}
