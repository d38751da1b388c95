package dev.taskport.port;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lease;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.Progress;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskEdit;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestChecksTest {

    private static final TaskId ID = new TaskId(7);
    private static final Lease LEASE = new Lease(ID, 1, 1, Instant.EPOCH);

    private static Arguments check(String words, int max, IntConsumer check) {
        return Arguments.of(words, max, check);
    }

    static Stream<Arguments> lists() {
        Settlement settlement = new Settlement(LEASE, new Outcome.Complete(null));
        ProgressReport report = new ProgressReport(LEASE, new Progress(1, null));
        LogAppend line = new LogAppend(LEASE, LogLevel.INFO, "line");
        RecordWrite write = new RecordWrite.Delete(new RecordKey(Workspace.DEFAULT, "notes", "a"), null);
        TransferItem item = new TransferItem.Settings(new TransferItem.Position(0, ""), Set.of(), List.of());
        return Stream.of(
                check("settlements", 10_000, n -> RequestChecks.requireSettlements(nCopies(n, settlement))),
                check("renewals", 10_000, n -> RequestChecks.requireRenewals(nCopies(n, LEASE), Lease.DEFAULT)),
                check("progress reports", 10_000, n -> RequestChecks.requireReports(nCopies(n, report))),
                check("tasks", 10_000, n -> RequestChecks.requireTargets(nCopies(n, ID))),
                check("log lines", 10_000, n -> RequestChecks.requireLines(nCopies(n, line))),
                check("record writes", 10_000, n -> RequestChecks.requireRecordWrites(nCopies(n, write))),
                check("items", 10_000, n -> RequestChecks.requireItems(nCopies(n, item))));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void P8_a_list_may_be_empty_or_full_but_not_longer(String words, int max, IntConsumer check) {
        check.accept(0);
        check.accept(max);
        assertThatExceptionOfType(TaskportException.class)
                .isThrownBy(() -> check.accept(max + 1))
                .returns(ErrorCode.LIMIT_EXCEEDED, TaskportException::code)
                .withMessage("One call has 10,001 " + words + ", allowed are 10,000. Nothing was done. Split it.");
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                check("number of lines", 1000, RequestChecks::requireLinePage),
                check("number of records", 1000, RequestChecks::requireRecordPage),
                check("number of items", 10_000, RequestChecks::requireItemPage),
                check("number of dependants", 10_000, RequestChecks::requireDependants),
                check("limit of a housekeeping call", 10_000, RequestChecks::requireHousekeeping),
                check("number of milliseconds", 3_600_000, RequestChecks::requireReservation),
                check(
                        "number of tasks",
                        1000,
                        limit -> TaskQuery.all(Workspace.DEFAULT).limit(limit)));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void P8_a_number_is_from_one_to_its_maximum(String words, int max, IntConsumer check) {
        check.accept(1);
        check.accept(max);
        for (int outside : new int[] {-1, 0, max + 1}) {
            assertThatExceptionOfType(TaskportException.class)
                    .isThrownBy(() -> check.accept(outside))
                    .returns(ErrorCode.INVALID_REQUEST, TaskportException::code)
                    .withMessageStartingWith(
                            String.format("The %s %,d is not between 1 and %,d.", words, outside, max));
        }
    }

    @Test
    void a_renewal_is_for_no_shorter_a_time_than_a_lease_may_have() {
        assertThatExceptionOfType(TaskportException.class)
                .isThrownBy(() -> RequestChecks.requireRenewals(List.of(LEASE), Duration.ofSeconds(4)))
                .returns(ErrorCode.INVALID_REQUEST, TaskportException::code);
    }

    @Test
    void an_edit_is_held_to_the_size_of_a_payload() {
        IntakeChecks.requireAcceptable(TaskEdit.of(ID, 0), 1);
        TaskEdit edit = TaskEdit.of(ID, 0).payload(JsonText.of("\"12345\""));
        IntakeChecks.requireAcceptable(edit, 7);
        assertThatExceptionOfType(TaskportException.class)
                .isThrownBy(() -> IntakeChecks.requireAcceptable(edit, 6))
                .returns(ErrorCode.LIMIT_EXCEEDED, TaskportException::code)
                .withMessageContaining(ID.toString());
    }

    @Test
    void I9_a_taken_external_id_is_named_with_its_task_and_workspace() {
        TaskportException taken = IntakeChecks.externalIdTaken(
                TaskDraft.of("mail").externalId(new ExternalId("order-5")).as(ID));
        assertThat(taken.code()).isEqualTo(ErrorCode.ID_CONFLICT);
        assertThat(taken).hasMessageContainingAll(ID.toString(), "order-5", "default", "Nothing was stored");
    }

    @Test
    void an_order_that_is_not_kept_is_told_in_the_same_words_by_every_store() {
        RequestChecks.requireKeptForClaim(SchedulingStrategy.FIFO, true);
        RequestChecks.requireKeptForPreview(SchedulingStrategy.FIFO, true);
        assertThatExceptionOfType(TaskportException.class)
                .isThrownBy(() -> RequestChecks.requireKeptForClaim(SchedulingStrategy.FIFO, false))
                .withMessage(
                        "This store does not keep the order FIFO. Nothing was claimed, the tasks wait on. Claim in another"
                                + " order, or add FIFO to the store's strategies.")
                .matches(problem -> problem.code() == ErrorCode.STRATEGY_NOT_READY);
        assertThatExceptionOfType(TaskportException.class)
                .isThrownBy(() -> RequestChecks.requireKeptForPreview(SchedulingStrategy.FIFO, false))
                .withMessage(
                        "This store does not keep the order FIFO, so nothing can be said about such a claim. Ask for"
                                + " another order, or add FIFO to the store's strategies.")
                .matches(problem -> problem.code() == ErrorCode.STRATEGY_NOT_READY);
    }
}
