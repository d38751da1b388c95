package dev.taskport.app.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.Task;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.Taskport;
import dev.taskport.port.BackendCare;
import dev.taskport.port.TaskQuery;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * 64 handlers that are cancelled and interrupted at random, while others enqueue, claim, settle and look: no operation is
 * half done, no lock, connection or thread is lost. With {@code -Dtaskport.long=true} it takes 90,000 tasks;
 * {@code -Dtaskport.seed=N} repeats a run as far as chance is ours.
 */
class InterruptedHandlersTest {

    private static final boolean LONG = Boolean.getBoolean("taskport.long");
    private static final int TASKS = LONG ? 90_000 : 2_000;
    private static final long SEED = Long.getLong("taskport.seed", 20_261_121);

    /** A backend under test. One more is one more line. */
    private record Subject(String name, Function<Path, String> address, Aftermath aftermath) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** What else must hold of a backend's files, while the program still has them open. */
    private interface Aftermath {
        Aftermath NONE = folder -> {};

        void check(Path folder) throws Exception;
    }

    static List<Subject> subjects() {
        return List.of(
                new Subject("memory", folder -> "memory:", Aftermath.NONE),
                new Subject("json", folder -> "json:" + folder.resolve("task-queue.json"), Aftermath.NONE),
                new Subject("sqlite", folder -> "sqlite:" + database(folder), InterruptedHandlersTest::othersMayWrite));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void nothing_is_lost_or_half_done_when_handlers_are_cancelled_and_interrupted(Subject subject, @TempDir Path folder)
            throws Exception {
        String address = subject.address().apply(folder);
        try (Taskport taskport = Taskport.open(address)) {
            Torment torment = new Torment(taskport, TASKS, SEED);
            torment.run();
            Map<TaskStatus, List<Task>> tasks = requireEveryTaskAsItShouldBe(taskport, torment);
            requireSound(taskport, tasks);
            if (taskport.backend().profile().multiProcess()) {
                requireAnotherIsServed(address);
            }
            subject.aftermath().check(folder);
            System.out.printf("%s, seed %d: %s%n", subject, SEED, torment);
        }
        assertThat(Torment.threads()).as("threads of the pool").isEmpty();
    }

    private static Map<TaskStatus, List<Task>> requireEveryTaskAsItShouldBe(Taskport taskport, Torment torment) {
        List<Task> all = taskport.queue().all(TaskQuery.all(Workspace.DEFAULT)).toList();
        assertThat(all)
                .allSatisfy(
                        task -> assertThat(task.status()).as("task %s", task).isEqualTo(torment.due(task)))
                .allSatisfy(task -> assertThat(task.state().result())
                        .as("result of task %s", task)
                        .isEqualTo(task.status() == TaskStatus.COMPLETED ? Torment.result(task) : null));
        assertThat(all).extracting(Task::id).containsAll(torment.acknowledged());
        assertThat(all.stream().collect(Collectors.groupingBy(Torment::batchOf, Collectors.counting())))
                .as("tasks that came together")
                .allSatisfy((batch, tasks) -> assertThat(tasks).isEqualTo((long) Torment.sizeOf(batch)));
        return all.stream().collect(Collectors.groupingBy(Task::status));
    }

    private static void requireSound(Taskport taskport, Map<TaskStatus, List<Task>> tasks) {
        assertThat(taskport.backend().current().care().check()).allMatch(BackendCare.Check::ok);
        for (TaskStatus status : TaskStatus.values()) {
            assertThat(taskport.queue().stats().count(status))
                    .as("tasks counted as %s", status)
                    .isEqualTo(tasks.getOrDefault(status, List.of()).size());
        }
        assertThat(tasks).containsKeys(TaskStatus.COMPLETED, TaskStatus.CANCELLED, TaskStatus.DEAD);
    }

    private static void requireAnotherIsServed(String address) {
        try (Taskport other = Taskport.open(address)) {
            long before = other.queue().stats().total();
            other.queue().enqueue(Torment.harmless());
            assertThat(other.queue().stats().total()).isEqualTo(before + 1);
        }
    }

    /** A connection that waits for nobody gets the lock at once, and finds the file sound. */
    private static void othersMayWrite(Path folder) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + database(folder) + "?busy_timeout=0");
                Statement statement = connection.createStatement()) {
            statement.execute("begin immediate");
            statement.execute("create table foreign_table (x)");
            statement.execute("commit");
            try (ResultSet answer = statement.executeQuery("pragma integrity_check")) {
                assertThat(answer.getString(1)).isEqualTo("ok");
            }
        }
        try (CommandProcess other = CommandProcess.start(
                folder, "other", "enqueue", "harmless", "--backend", "sqlite:" + database(folder))) {
            assertThat(other.exitCode()).isZero();
        }
    }

    private static Path database(Path folder) {
        return folder.resolve("queue.db");
    }
}
