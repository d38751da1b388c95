package dev.taskport.migration.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ConcurrencyKey;
import dev.taskport.domain.Dependency;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.Failure;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.LastSettlement;
import dev.taskport.domain.Lineage;
import dev.taskport.domain.OnDependencyFailure;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.Priority;
import dev.taskport.domain.Progress;
import dev.taskport.domain.Requirements;
import dev.taskport.domain.Stamp;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskSpec;
import dev.taskport.domain.TaskState;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.LogLevel;
import dev.taskport.port.LogLine;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TaskContentTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Instant LATER = NOW.plusSeconds(9);

    private static final TaskSpec SPEC = TaskDraft.of("t").spec();
    private static final TaskState STATE =
            TaskState.builder(TaskStatus.QUEUED, NOW).build();
    private static final Task TASK = new Task(new TaskId(1), new Lineage(2), SPEC, STATE, new Stamp(3, 4));

    /** Another value for each part of a task, by its name. */
    private static final Map<String, Object> OTHER = Map.ofEntries(
            Map.entry("workspace", new Workspace("w")),
            Map.entry("type", new TaskType("other")),
            Map.entry("payload", JsonText.of("1")),
            Map.entry("priority", new Priority(1)),
            Map.entry("requirements", Requirements.of(Map.of("a", List.of("b")))),
            Map.entry("tags", List.of("x")),
            Map.entry("title", "x"),
            Map.entry("description", "x"),
            Map.entry("onDependencyFailure", OnDependencyFailure.CANCEL),
            Map.entry("maxAttempts", 9),
            Map.entry("idempotencyKey", new IdempotencyKey("k")),
            Map.entry("concurrencyKey", new ConcurrencyKey("k")),
            Map.entry("createdBy", "x"),
            Map.entry("attributes", JsonText.of("1")),
            Map.entry("externalId", new ExternalId("e")),
            Map.entry("status", TaskStatus.HELD),
            Map.entry("runAfter", LATER),
            Map.entry("attempt", 1),
            Map.entry("leaseEpoch", 1L),
            Map.entry("leaseGeneration", 1L),
            Map.entry("leasedBy", new WorkerId("w")),
            Map.entry("leasedUntil", LATER),
            Map.entry("failures", List.of(new Failure(1, "e", NOW, null, Duration.ZERO))),
            Map.entry("result", JsonText.of("1")),
            Map.entry("progress", new Progress(1, null)),
            Map.entry("createdAt", LATER),
            Map.entry("updatedAt", LATER),
            Map.entry("startedAt", LATER),
            Map.entry("finishedAt", LATER),
            Map.entry("importedAt", LATER),
            Map.entry("revision", 1L),
            Map.entry("dependencies", List.of(Dependency.open(new TaskId(5)))),
            Map.entry("lastSettlement", new LastSettlement(1, 1, Outcome.Kind.COMPLETE)));

    private final TaskContent content = new TaskContent(true);

    @TestFactory
    Stream<DynamicTest> every_part_of_a_task_changes_its_digest_and_is_named() {
        Stream<DynamicTest> specs = Stream.of(TaskSpec.class.getRecordComponents())
                .map(part -> changed(
                        part,
                        new Task(
                                TASK.id(),
                                TASK.lineage(),
                                with(TaskSpec.class, SPEC, part.getName()),
                                STATE,
                                TASK.stamp())));
        Stream<DynamicTest> states = Stream.of(TaskState.class.getRecordComponents())
                .map(part -> changed(
                        part,
                        new Task(
                                TASK.id(),
                                TASK.lineage(),
                                SPEC,
                                with(TaskState.class, STATE, part.getName()),
                                TASK.stamp())));
        return Stream.concat(specs, states);
    }

    private DynamicTest changed(RecordComponent part, Task other) {
        return DynamicTest.dynamicTest(part.getName(), () -> {
            Fields before = content.of(TASK, List.of());
            Fields after = content.of(other, List.of());
            assertThat(after.digest("x")).isNotEqualTo(before.digest("x"));
            assertThat(before.differingFrom(after)).containsExactly(part.getName());
        });
    }

    @Test
    void the_lineage_and_every_line_of_the_log_count_too() {
        Fields before = content.of(TASK, List.of());
        Task elsewhere = new Task(TASK.id(), new Lineage(9), SPEC, STATE, TASK.stamp());
        assertThat(before.differingFrom(content.of(elsewhere, List.of()))).containsExactly("lineage");
        LogLine line = new LogLine(1, NOW, 1, LogLevel.INFO, "m");
        assertThat(before.differingFrom(content.of(TASK, List.of(line)))).containsExactly("log");
    }

    @Test
    void the_stamp_does_not_count_and_the_id_is_part_of_the_digest_by_name() {
        Task newer = new Task(TASK.id(), TASK.lineage(), SPEC, STATE, new Stamp(8, 8));
        Fields fields = content.of(TASK, List.of());
        assertThat(content.of(newer, List.of()).digest("x")).isEqualTo(fields.digest("x"));
        assertThat(fields.digest("y")).isNotEqualTo(fields.digest("x"));
    }

    @Test
    void lists_that_look_alike_when_joined_are_different() {
        assertThat(Fields.list(List.of("a b"))).isNotEqualTo(Fields.list(List.of("a", "b")));
        assertThat(Fields.list(List.of())).isNotEqualTo(Fields.list(List.of("")));
    }

    /** A copy of a record in which one part has another value. */
    private static <T extends Record> T with(Class<T> type, T original, String name) {
        try {
            RecordComponent[] parts = type.getRecordComponents();
            @Nullable Object[] values = new @Nullable Object[parts.length];
            Class<?>[] types = new Class<?>[parts.length];
            for (int i = 0; i < parts.length; i++) {
                types[i] = parts[i].getType();
                values[i] = parts[i].getName().equals(name)
                        ? OTHER.get(name)
                        : parts[i].getAccessor().invoke(original);
            }
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }
}
