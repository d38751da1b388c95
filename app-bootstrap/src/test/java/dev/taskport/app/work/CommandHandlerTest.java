package dev.taskport.app.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.engine.InlineWorker;
import dev.taskport.engine.Taskport;
import dev.taskport.engine.WorkerPool;
import dev.taskport.engine.WorkerPoolBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands of these tests are written for a POSIX shell")
class CommandHandlerTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** Says who it is, notes that it was asked to end, and does not end. */
    private static final String STUBBORN =
            "trap 'touch asked' TERM; echo $$ > new; mv new pid; while :; do sleep 0.1; done";

    @TempDir
    Path folder;

    private final ExecutorService streams = Executors.newCachedThreadPool();
    private final Taskport taskport = Taskport.open("memory:");

    private final List<ProcessHandle> commands = new ArrayList<>();

    @AfterEach
    void close() {
        commands.forEach(ProcessHandle::destroyForcibly);
        taskport.close();
        streams.shutdownNow();
    }

    private WorkerPoolBuilder workers(String command) {
        return workers(command, wait -> false);
    }

    private WorkerPoolBuilder workers(String command, Stopping stopping) {
        return taskport.workers()
                .handle("work", new CommandHandler(command, folder, Duration.ofSeconds(1), 1000, streams, stopping));
    }

    private TaskId enqueued() {
        return taskport.queue().enqueue(TaskDraft.of("work")).id();
    }

    private ProcessHandle begun() throws IOException {
        await().atMost(SOON).until(() -> Files.exists(folder.resolve("pid")));
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        ProcessHandle command = ProcessHandle.of(pid).orElseThrow();
        commands.add(command);
        return command;
    }

    private static void ended(ProcessHandle command) {
        await().atMost(SOON).until(() -> !command.isAlive());
    }

    @Test
    void a_command_that_does_not_end_when_asked_to_is_made_to_end_when_its_task_is_given_back() throws Exception {
        WorkerPool pool = workers(STUBBORN).start();
        TaskId id = enqueued();
        ProcessHandle command = begun();
        assertThat(pool.stop(Duration.ZERO)).isFalse();
        ended(command);
        Task task = taskport.queue().find(id).orElseThrow();
        assertThat(task.status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(folder.resolve("asked")).exists();
    }

    @Test
    void a_second_interrupt_ends_the_patience_and_not_the_care() throws Exception {
        InlineWorker worker = workers(STUBBORN).onCallingThread();
        enqueued();
        Thread thread = new Thread(worker::runOne);
        thread.start();
        ProcessHandle command = begun();
        thread.interrupt();
        await().atMost(SOON).until(() -> Files.exists(folder.resolve("asked")));
        thread.interrupt();
        ended(command);
        thread.join(SOON.toMillis());
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void a_stubborn_child_of_a_command_that_ends_when_asked_to_is_made_to_end_too() throws Exception {
        WorkerPool pool =
                workers("sh -c \"" + STUBBORN.replace("$", "\\$") + "\" & wait").start();
        enqueued();
        ProcessHandle child = begun();
        assertThat(pool.stop(Duration.ZERO)).isFalse();
        ended(child);
    }

    @Test
    void a_command_that_ends_as_it_likes_just_before_the_process_hears_of_the_stop_costs_no_attempt() {
        TaskId id = enqueued();
        InlineWorker worker =
                workers("exit 1", wait -> !wait.isZero()).onCallingThread(); // heard only by who waits a moment
        assertThat(worker.runOne()).isTrue();
        Task task = taskport.queue().find(id).orElseThrow();
        assertThat(task.status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(task.state().attempt()).isZero();
        assertThat(task.state().failures()).isEmpty();
    }

    @Test
    void a_command_that_fails_while_nobody_asks_to_stop_has_failed() {
        TaskId id = enqueued();
        workers("exit 1").onCallingThread().runOne();
        Task task = taskport.queue().find(id).orElseThrow();
        assertThat(task.state().attempt()).isEqualTo(1);
        assertThat(task.state().failures()).hasSize(1);
    }
}
