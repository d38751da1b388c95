package dev.taskport.bench.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.taskport.bench.Measure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

    @TempDir
    Path folder;

    /** What the children of this test can do. */
    static final class Answers {

        private Answers() {}

        public static void main(String[] arguments) throws IOException {
            Answering.serve(Map.of(
                    "double",
                    (question, ready) -> {
                        // A library that greets, where only answers belong.
                        System.out.println("Welcome!");
                        ready.run();
                        return Map.of(Measure.RATE, 2.0 * question.number("value"));
                    },
                    "exit",
                    (question, ready) -> {
                        System.err.println("about to end");
                        System.exit(3);
                        return Map.of();
                    }));
        }
    }

    private Child child() throws IOException {
        return Child.java(Answers.class, folder.resolve("log"));
    }

    @Test
    void a_child_answers_one_question_after_the_other_whatever_it_prints() throws Exception {
        try (Child child = child()) {
            for (int value = 1; value <= 2; value++) {
                child.tell(Message.of("double").with("value", value));
                child.await("ready");
                assertThat(child.figures()).containsExactly(Map.entry(Measure.RATE, 2.0 * value));
            }
        }
    }

    @Test
    void a_question_that_fails_is_told_and_the_next_one_is_answered() throws Exception {
        try (Child child = child()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> child.ask(Message.of("halve")))
                    .withMessageContaining("There is no program halve");
            child.tell(Message.of("double").with("value", 4));
            child.await("ready");
            assertThat(child.figures()).containsEntry(Measure.RATE, 8.0);
        }
    }

    @Test
    void a_child_that_ends_is_told_with_its_last_words() throws Exception {
        try (Child child = child()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> child.ask(Message.of("exit")))
                    .withMessageContaining("The process ended")
                    .withMessageContaining("about to end");
        }
    }

    @Test
    void a_message_is_one_line_whatever_its_values() {
        Message message = Message.of("phase").with("folder", "a b\tc\n=ü").with("tasks", 3);

        assertThat(message.line().lines()).hasSize(1);
        assertThat(Message.parse(message.line())).isEqualTo(message);
        assertThat(message.number("tasks")).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> message.text("phase"));
        assertThatIllegalArgumentException().isThrownBy(() -> Message.parse("phase\tnothing"));
    }
}
