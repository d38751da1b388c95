package dev.taskport.payload.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskportException;
import dev.taskport.engine.testing.TestQueue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JacksonPayloadCodecTest {

    private final JacksonPayloadCodec codec = new JacksonPayloadCodec();

    record Mail(String to, List<String> lines) {}

    record Receipt(String to, int lines) {}

    /** Refers to itself, so that nothing can write it. */
    static final class Endless {
        public Endless getMyself() {
            return this;
        }
    }

    @Test
    void a_handler_gets_an_object_and_answers_one() {
        try (TestQueue tests = TestQueue.inMemory()) {
            tests.codec(codec)
                    .handle(
                            "mail",
                            Mail.class,
                            (mail, context) ->
                                    new Receipt(mail.to(), mail.lines().size()));
            TaskId id =
                    tests.enqueue(TaskDraft.of("mail").payload("{\"to\":\"ada\",\"lines\":[\"a\",\"b\"],\"new\":1}"));
            tests.runUntilIdle();
            tests.assertTask(id).is(TaskStatus.COMPLETED).hasResult("{\"to\":\"ada\",\"lines\":2}");
        }
    }

    @Test
    void a_payload_of_another_shape_buries_its_task_and_is_quoted_nowhere() {
        try (TestQueue tests = TestQueue.inMemory()) {
            tests.codec(codec).handle("mail", Mail.class, (mail, context) -> null);
            TaskId id = tests.enqueue(TaskDraft.of("mail").payload("{\"lines\":\"hunter2\"}"));
            TaskId nothing = tests.enqueue(TaskDraft.of("mail").payload("null"));
            tests.runUntilIdle();
            tests.assertTask(id).is(TaskStatus.DEAD).failedWith("cannot be read as");
            assertThat(tests.task(id).state().failures().toString()).doesNotContain("hunter2");
            tests.assertTask(nothing).is(TaskStatus.DEAD);
        }
    }

    @Test
    void errors_name_the_class_and_the_place_only() {
        assertThatThrownBy(() -> codec.decode(JsonText.of("{\n \"lines\" : \"hunter2\"}"), Mail.class))
                .isInstanceOfSatisfying(
                        TaskportException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessageContaining("Mail (line 2, column")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
        assertThatThrownBy(() -> codec.encode(new Endless()))
                .isInstanceOf(TaskportException.class)
                .hasMessageContaining("Endless");
    }

    @Test
    void documents_pass_letter_for_letter() {
        JsonText odd = JsonText.of(" { \"a\" : 1.0 } ");
        assertThat(codec.decode(odd, JsonText.class)).isSameAs(odd);
        assertThat(codec.encode(odd)).isSameAs(odd);
    }

    @Test
    void strings_numbers_and_maps_are_json() {
        assertThat(codec.encode("a\"b").text()).isEqualTo("\"a\\\"b\"");
        assertThat(codec.encode(Map.of("n", 7)).text()).isEqualTo("{\"n\":7}");
        assertThat(codec.decode(JsonText.of("7"), Integer.class)).isEqualTo(7);
    }

    @Test
    void a_mapper_of_ones_own_decides() {
        JacksonPayloadCodec strict = new JacksonPayloadCodec(new ObjectMapper());
        assertThatThrownBy(() -> strict.decode(JsonText.of("{\"new\":1}"), Mail.class))
                .isInstanceOf(TaskportException.class);
    }
}
