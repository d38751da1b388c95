package dev.taskport.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailedBatchTest {

    private final TaskportException unknown = ErrorCode.OUTCOME_UNKNOWN.error("Nobody knows.");
    private final TaskportException away = ErrorCode.UNAVAILABLE.error("Away.");
    private static final TaskId FIRST = TaskId.of(1_800_000_000_000L, 1, 1);
    private static final TaskId LAST = TaskId.of(1_800_000_000_000L, 1, 2);

    private static FailedBatch.Line line(int number, TaskId id) {
        return new FailedBatch.Line(number, TaskDraft.of("work").as(id));
    }

    private static FailedBatch.Line keyed(int number, TaskId id) {
        return new FailedBatch.Line(
                number, TaskDraft.of("work").key("k" + number).as(id));
    }

    private static FailedBatch failed(int storedUpTo, FailedBatch.Line... lines) {
        return new FailedBatch(Workspace.DEFAULT, List.of(lines), storedUpTo, storedUpTo > 0);
    }

    @Test
    void lines_whose_fate_is_unknown_may_be_stored_and_are_named_with_how_to_look_and_go_on() {
        assertThat(failed(1000, line(1002, FIRST), line(2000, LAST)).advice(unknown))
                .isEqualTo(" Lines up to 1000 are stored. Lines 1002 to 2000 (tasks " + FIRST + " to " + LAST
                        + ") may be stored, all of them or none. Look: if \"taskport tasks show " + FIRST
                        + "\" finds that task, go on with --from-line 2001, otherwise with --from-line 1001.");
    }

    @Test
    void nothing_is_called_not_stored_while_the_first_lines_may_be() {
        assertThat(failed(0, line(1, FIRST), line(2, LAST)).advice(unknown))
                .startsWith(" Lines 1 to 2 (tasks ")
                .endsWith("go on with --from-line 3, otherwise with --from-line 1.")
                .doesNotContain("No line");
    }

    @Test
    void a_task_is_looked_for_whose_id_shows_whether_it_was_stored() {
        assertThat(failed(0, keyed(1, FIRST), line(2, LAST)).advice(unknown))
                .contains("\"taskport tasks show " + LAST + "\"");
        assertThat(failed(0, keyed(1, FIRST), keyed(2, LAST)).advice(unknown))
                .endsWith("Each has a key, under which no task is stored twice: go on with --from-line 1.")
                .doesNotContain("tasks show");
    }

    @Test
    void the_task_is_looked_for_where_it_would_be() {
        FailedBatch elsewhere = new FailedBatch(new Workspace("elsewhere"), List.of(line(1, FIRST)), 0, false);
        assertThat(elsewhere.advice(unknown)).contains("tasks show " + FIRST + " --workspace elsewhere\"");
    }

    @Test
    void lines_that_are_known_not_to_be_stored_are_gone_on_with() {
        assertThat(failed(1000, line(1001, FIRST)).advice(away))
                .isEqualTo(" Lines up to 1000 are stored; go on with --from-line 1001.");
        assertThat(failed(0, line(1, FIRST)).advice(away)).isEqualTo(" No line was stored.");
    }
}
