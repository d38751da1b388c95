package dev.taskport.app.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.Taskport;
import dev.taskport.port.TaskQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two worker processes on one SQLite file, one of which is killed as by {@code kill -9} and restarted every second, once it is at work. With
 * {@code -Dtaskport.long=true} it is the whole campaign: 20,000 tasks and 30 kills.
 */
class KilledWorkersTest {

    private static final boolean LONG = Boolean.getBoolean("taskport.long");
    private static final int TASKS = LONG ? 20_000 : 5_000;
    private static final int KILLS = LONG ? 30 : 4;
    private static final Duration RHYTHM = LONG ? Duration.ofSeconds(1) : Duration.ofMillis(1);
    private static final int BATCH = 1_000;
    private static final Duration LEASE = Duration.ofSeconds(5);

    /** How long everything may take after the last kill: the killed worker's lease, and ten seconds. */
    private static final Duration PATIENCE = LEASE.plusSeconds(10);

    @Test
    void every_task_is_completed_once_although_workers_are_killed(@TempDir Path folder) throws Exception {
        String backend = "sqlite:" + folder.resolve("queue.db");
        try (Taskport taskport = Taskport.open(backend)) {
            enqueue(taskport);
            CompletionAudit audit = CompletionAudit.install(folder.resolve("queue.db"));
            try (CommandProcess survivor = CommandProcess.worker(folder, backend, "survivor", 2)) {
                long killed = killAgainAndAgain(taskport, folder, backend);
                awaitCompletion(taskport, killed);
                assertThat(survivor.alive()).isTrue();
            }
            assertThat(audit.completedTasks()).isEqualTo(TASKS);
            assertThat(audit.completions()).as("completions of all tasks").isEqualTo(TASKS);
            long hit = audit.claimedAgain();
            System.out.printf("The kills hit %,d tasks%n", hit);
            assertThat(hit).as("tasks that a kill hit").isPositive();
        }
        assertThat(CommandProcess.said(folder))
                .doesNotContainIgnoringCase("busy")
                .doesNotContainIgnoringCase("locked");
    }

    private static void enqueue(Taskport taskport) {
        TaskDraft draft = TaskDraft.of("x").maxAttempts(20);
        for (int done = 0; done < TASKS; done += BATCH) {
            taskport.queue().enqueue(Collections.nCopies(BATCH, draft));
        }
    }

    /** Answers when the last one was killed, in nanoseconds. */
    private static long killAgainAndAgain(Taskport taskport, Path folder, String backend) throws Exception {
        for (int i = 0; i < KILLS; i++) {
            try (CommandProcess victim = CommandProcess.worker(folder, backend, "victim", 8)) {
                // Killed in the rhythm of the campaign, and never while it still starts: that would prove nothing.
                await().atMost(Duration.ofMinutes(1))
                        .pollDelay(RHYTHM)
                        .until(() -> holdsTasks(taskport, "victim") || completed(taskport) == TASKS);
                victim.kill();
            }
        }
        return System.nanoTime();
    }

    private static boolean holdsTasks(Taskport taskport, String name) {
        TaskQuery leased = TaskQuery.all(Workspace.DEFAULT)
                .statuses(Set.of(TaskStatus.LEASED))
                .limit(TaskQuery.LIMIT_MAX);
        return taskport.queue().list(leased).stream()
                .map(task -> String.valueOf(task.state().leasedBy()))
                .anyMatch(worker -> worker.startsWith(name));
    }

    private static long completed(Taskport taskport) {
        return taskport.queue().stats().count(TaskStatus.COMPLETED);
    }

    private static void awaitCompletion(Taskport taskport, long killed) {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> completed(taskport) == TASKS);
        Duration took = Duration.ofNanos(System.nanoTime() - killed);
        System.out.printf(
                "All %,d tasks were completed %.1f s after the last of %d kills%n",
                TASKS, took.toMillis() / 1e3, KILLS);
        if (LONG) {
            assertThat(took).isLessThan(PATIENCE);
        }
    }
}
