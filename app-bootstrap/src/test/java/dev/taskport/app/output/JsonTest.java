package dev.taskport.app.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.JsonText;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void values_are_written_as_programs_expect_them() {
        assertThat(Json.write(Json.object(
                        "text",
                        "a \"quoted\"\nline ✅",
                        "count",
                        5,
                        "long",
                        9_000_000_000L,
                        "part",
                        0.5,
                        "yes",
                        true,
                        "nothing",
                        null,
                        "list",
                        List.of("a", 1),
                        "at",
                        Instant.EPOCH)))
                .isEqualTo(
                        "{\"text\":\"a \\\"quoted\\\"\\nline ✅\",\"count\":5,\"long\":9000000000,\"part\":0.5,\"yes\":true,"
                                + "\"nothing\":null,\"list\":[\"a\",1],\"at\":\"1970-01-01T00:00:00Z\"}");
    }

    @Test
    void ids_and_statuses_are_texts_also_as_keys() {
        assertThat(Json.write(Json.object(TaskStatus.QUEUED, new TaskId(1))))
                .isEqualTo("{\"QUEUED\":\"0000000000001\"}");
    }

    @Test
    void a_document_inside_is_kept_letter_for_letter() {
        assertThat(Json.write(Json.object("payload", JsonText.of("{ \"a\" : 1.0 }"))))
                .isEqualTo("{\"payload\":{ \"a\" : 1.0 }}");
    }
}
