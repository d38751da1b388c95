package dev.taskport.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.Ageing;
import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ConcurrencyKey;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lane;
import dev.taskport.domain.Lease;
import dev.taskport.domain.Lineage;
import dev.taskport.domain.Moment;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.Priority;
import dev.taskport.domain.Requirements;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskLifecycle;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final TaskId ID = TaskId.of(NOW.toEpochMilli(), 1, 1);
    private static final TaskType MAIL = new TaskType("mail");
    private static final Workspace OTHER = new Workspace("other");

    private static ErrorCode codeOf(ThrowingCallable call) {
        ErrorCode[] code = new ErrorCode[1];
        assertThatThrownBy(call).isInstanceOfSatisfying(TaskportException.class, e -> code[0] = e.code());
        return code[0];
    }

    private static Task task(TaskDraft draft) {
        return TaskLifecycle.enqueue(draft.as(ID), new Lineage(1), Map.of(), new Moment(NOW, 1));
    }

    @Test
    void a_claim_takes_only_lanes_of_its_workspace_types_and_capabilities() {
        ClaimRequest request = new ClaimRequest(
                new WorkerId("w"),
                Workspace.DEFAULT,
                Set.of(MAIL),
                Capabilities.NONE.and("region", "eu"),
                SchedulingStrategy.FIFO,
                10,
                Lease.DEFAULT);
        assertThat(request.takes(lane(Workspace.DEFAULT, "mail", ""))).isTrue();
        assertThat(request.takes(lane(Workspace.DEFAULT, "mail", "region=eu"))).isTrue();
        assertThat(request.takes(lane(Workspace.DEFAULT, "mail", "region=us"))).isFalse();
        assertThat(request.takes(lane(Workspace.DEFAULT, "sms", ""))).isFalse();
        assertThat(request.takes(lane(OTHER, "mail", ""))).isFalse();
        assertThat(request.max(3).max()).isEqualTo(3);
        assertThat(codeOf(() -> request.max(0))).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(codeOf(() -> request.max(TaskLeasing.BATCH_MAX + 1))).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    private static Lane lane(Workspace workspace, String type, String requirements) {
        return new Lane(workspace, new TaskType(type), Requirements.parse(requirements));
    }

    @Test
    void a_pause_covers_its_scope_and_its_gate_only() {
        Pause.Gate intake = Pause.Gate.INTAKE;
        assertThat(Pause.store(intake).covers(intake, OTHER, MAIL)).isTrue();
        assertThat(Pause.store(intake).covers(Pause.Gate.CLAIMS, OTHER, MAIL)).isFalse();
        assertThat(Pause.workspace(intake, OTHER).covers(intake, OTHER, MAIL)).isTrue();
        assertThat(Pause.workspace(intake, OTHER).covers(intake, Workspace.DEFAULT, MAIL))
                .isFalse();
        assertThat(Pause.type(intake, OTHER, MAIL).covers(intake, lane(OTHER, "mail", "a=b")))
                .isTrue();
        assertThat(Pause.type(intake, OTHER, MAIL).covers(intake, OTHER, new TaskType("sms")))
                .isFalse();
        assertThat(codeOf(() -> new Pause(intake, null, MAIL))).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void intake_checks_name_the_task_and_the_scope() {
        List<NewTask> tasks = List.of(TaskDraft.of("mail").as(ID));
        IntakeChecks.requireOpen(tasks, Set.of());
        IntakeChecks.requireOpen(tasks, Set.of(Pause.workspace(Pause.Gate.INTAKE, OTHER)));
        for (Pause pause : List.of(
                Pause.store(Pause.Gate.INTAKE),
                Pause.workspace(Pause.Gate.INTAKE, Workspace.DEFAULT),
                Pause.type(Pause.Gate.INTAKE, Workspace.DEFAULT, MAIL))) {
            assertThatThrownBy(() -> IntakeChecks.requireOpen(tasks, Set.of(pause)))
                    .isInstanceOf(TaskportException.class)
                    .hasMessageContaining(ID.toString())
                    .hasMessageContaining("is paused for");
        }
    }

    @Test
    void intake_refuses_what_is_too_large_or_not_supported() {
        NewTask large = TaskDraft.of("mail").payload("\"0123456789\"").as(ID);
        IntakeChecks.requireAcceptable(List.of(large), 12);
        assertThat(codeOf(() -> IntakeChecks.requireAcceptable(List.of(large), 11)))
                .isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        assertThat(codeOf(
                        () -> IntakeChecks.requireAcceptable(Collections.nCopies(TaskIntake.BATCH_MAX + 1, large), 12)))
                .isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        NewTask keyed =
                TaskDraft.of("mail").concurrencyKey(new ConcurrencyKey("k")).as(ID);
        assertThat(codeOf(() -> IntakeChecks.requireAcceptable(List.of(keyed), 100)))
                .isEqualTo(ErrorCode.UNSUPPORTED);
    }

    @Test
    void a_query_matches_by_each_of_its_parts() {
        Task task = task(TaskDraft.of("mail")
                .tags("red", "green")
                .priority(5)
                .key("k")
                .require("a", "1")
                .require("a", "2"));
        TaskQuery all = TaskQuery.all(Workspace.DEFAULT);
        assertThat(all.matches(task)).isTrue();
        assertThat(TaskQuery.all(OTHER).matches(task)).isFalse();
        assertThat(all.statuses(Set.of(TaskStatus.QUEUED)).matches(task)).isTrue();
        assertThat(all.statuses(Set.of(TaskStatus.DEAD)).matches(task)).isFalse();
        assertThat(all.types(Set.of(MAIL)).matches(task)).isTrue();
        assertThat(all.types(Set.of(new TaskType("sms"))).matches(task)).isFalse();
        assertThat(all.tag("green").matches(task)).isTrue();
        assertThat(all.tag("blue").matches(task)).isFalse();
        assertThat(all.priority(new Priority(5)).matches(task)).isTrue();
        assertThat(all.priority(new Priority(6)).matches(task)).isFalse();
        assertThat(all.key(new IdempotencyKey("k")).matches(task)).isTrue();
        assertThat(all.key(new IdempotencyKey("l")).matches(task)).isFalse();
        assertThat(all.updatedSince(NOW).matches(task)).isTrue();
        assertThat(all.updatedSince(NOW.plusNanos(1000)).matches(task)).isFalse();
        assertThat(all.requirements(Requirements.parse("a=1")).matches(task)).isTrue();
        assertThat(all.requirements(Requirements.parse("a=3")).matches(task)).isFalse();
        assertThat(all.requirements(Requirements.parse("b=1")).matches(task)).isFalse();
        assertThat(all.after(ID).limit(1).after()).isEqualTo(ID);
        assertThat(codeOf(() -> all.limit(0))).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void stats_add_up() {
        TreeMap<TaskType, Map<TaskStatus, Long>> counts = new TreeMap<>();
        counts.put(MAIL, new EnumMap<>(Map.of(TaskStatus.QUEUED, 3L, TaskStatus.DEAD, 1L)));
        counts.put(new TaskType("sms"), new EnumMap<>(Map.of(TaskStatus.QUEUED, 2L)));
        TaskStats stats = new TaskStats(counts, null, NOW);
        assertThat(stats.total()).isEqualTo(6);
        assertThat(stats.count(TaskStatus.QUEUED)).isEqualTo(5);
        assertThat(stats.count(TaskStatus.HELD)).isZero();
        counts.clear();
        assertThat(stats.total()).as("a copy").isEqualTo(6);
        assertThat(stats.byType()).containsEntry(MAIL, 4L).containsEntry(new TaskType("sms"), 2L);
    }

    @Test
    void a_record_key_is_a_clean_path() {
        RecordKey key = new RecordKey(Workspace.DEFAULT, "things", "a/b");
        assertThat(key.within("")).isTrue();
        assertThat(key.within("a")).isTrue();
        assertThat(key.within("a/b")).isTrue();
        assertThat(key.within("a/b/c")).isFalse();
        assertThat(new RecordKey(Workspace.DEFAULT, "things", "ab").within("a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", "a\nb", "half \uD83D", "\uDE00 other half"})
    void other_paths_are_refused(String path) {
        assertThat(codeOf(() -> new RecordKey(Workspace.DEFAULT, "things", path)))
                .isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void options_have_defaults_and_copies() {
        InstantSource clock = InstantSource.fixed(NOW);
        Random random = new Random(1);
        BackendOptions options = BackendOptions.defaults()
                .clock(clock)
                .random(random)
                .strategies(Set.of(SchedulingStrategy.FIFO))
                .ageing(new Ageing(Duration.ofSeconds(1)))
                .payloadBytesMax(5)
                .values(Map.of("durability", "full"));
        assertThat(options)
                .isEqualTo(new BackendOptions(
                        clock,
                        random,
                        Set.of(SchedulingStrategy.FIFO),
                        new Ageing(Duration.ofSeconds(1)),
                        5,
                        Map.of("durability", "full")));
        assertThat(BackendOptions.defaults().strategies()).isEqualTo(BackendProfile.STRATEGIES_DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, JsonText.BYTES_MAX + 1})
    void a_limit_of_payloads_that_no_document_can_keep_is_refused(int bytes) {
        assertThat(codeOf(() -> BackendOptions.defaults().payloadBytesMax(bytes)))
                .isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void a_document_expires_after_no_time_to_a_hundred_years() {
        RecordKey key = new RecordKey(Workspace.DEFAULT, "things", "a");
        for (Duration duration :
                List.of(Duration.ofNanos(-1), Duration.ofDays(36_501), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThat(codeOf(() -> new RecordWrite.Put(key, JsonText.EMPTY, null, duration)))
                    .isEqualTo(ErrorCode.INVALID_REQUEST);
        }
        for (Duration duration : List.of(Duration.ZERO, Duration.ofDays(36_500))) {
            assertThat(new RecordWrite.Put(key, JsonText.EMPTY, null, duration).expiresAfter())
                    .isEqualTo(duration);
        }
    }

    @Test
    void a_log_line_is_cut_off() {
        LogLine line = new LogLine(1, NOW.plusNanos(1), 1, LogLevel.INFO, "x".repeat(5000));
        assertThat(line.message()).hasSize(LogLine.MESSAGE_LENGTH_MAX);
        assertThat(line.at()).isEqualTo(NOW);
        String wide = "x".repeat(LogLine.MESSAGE_LENGTH_MAX - 1) + "\uD83D\uDE00";
        assertThat(new LogLine(1, NOW, 1, LogLevel.INFO, wide).message())
                .as("never through the middle of a character")
                .isEqualTo("x".repeat(LogLine.MESSAGE_LENGTH_MAX - 1));
        assertThat(new LogLine(1, NOW, 1, LogLevel.INFO, "half \uD83D").message())
                .isEqualTo("half \uFFFD");
        assertThat(ControlAnswer.notFound(ID).status()).isNull();
        assertThat(new EnqueueAnswer(EnqueueAnswer.Kind.DUPLICATE_KEY, ID, TaskStatus.DEAD, true).duplicate())
                .isTrue();
    }
}
