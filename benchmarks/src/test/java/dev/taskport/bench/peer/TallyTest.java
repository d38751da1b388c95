package dev.taskport.bench.peer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class TallyTest {

    private static Tally handled(int count) {
        Tally tally = new Tally(10);
        for (int i = 0; i < count; i++) {
            tally.handled("{}");
        }
        return tally;
    }

    @Test
    void every_task_once_is_right_whether_or_not_it_was_cut_off() {
        assertThatCode(() -> handled(10).requireEach(10, 0)).doesNotThrowAnyException();
        assertThatCode(() -> handled(4).requireEach(10, 6)).doesNotThrowAnyException();
    }

    @Test
    void a_task_that_is_neither_handled_nor_in_the_store_is_noticed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> handled(4).requireEach(10, 5))
                .withMessage("Of 10 tasks 4 were handled and 5 are left in the store.");
        assertThatIllegalStateException().isThrownBy(() -> handled(9).requireEach(10, 0));
    }

    @Test
    void a_task_that_was_handled_twice_is_noticed() {
        assertThatIllegalStateException().isThrownBy(() -> handled(11).requireEach(10, 0));
    }

    @Test
    void a_task_without_its_payload_is_noticed() {
        assertThatIllegalStateException().isThrownBy(() -> new Tally(1).handled(""));
    }
}
