package dev.taskport.app.guice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.ConfigurationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.ProvisionException;
import dev.taskport.app.config.Configuration;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskStatus;
import dev.taskport.engine.BackgroundTasks;
import dev.taskport.engine.TaskQueue;
import dev.taskport.engine.Taskport;
import dev.taskport.engine.WorkerPoolBuilder;
import dev.taskport.port.PersistenceBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WiringTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sqlite:%s/tasks.db", "sqlite:%s/with space ü.db?durability=normal", "memory:"})
    void every_backend_makes_a_queue_that_runs_a_task(String address) throws InterruptedException {
        Injector injector = Guice.createInjector(new TaskportModule(address.formatted(folder)));
        try (Taskport taskport = injector.getInstance(Taskport.class)) {
            TaskQueue queue = injector.getInstance(TaskQueue.class);
            injector.getInstance(WorkerPoolBuilder.class)
                    .handle("mail", (payload, context) -> "done")
                    .start();
            var id = queue.enqueue(TaskDraft.of("mail")).id();
            assertThat(queue.await(id, Duration.ofSeconds(30)).status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(injector.getInstance(Taskport.class)).isSameAs(taskport);
            assertThat(injector.getInstance(BackgroundTasks.class)).isNotNull();
        }
    }

    @Test
    void a_worker_is_described_anew_at_each_injection() {
        Injector injector = Guice.createInjector(new TaskportModule("memory:"));
        try (Taskport taskport = injector.getInstance(Taskport.class)) {
            assertThat(injector.getInstance(WorkerPoolBuilder.class))
                    .isNotSameAs(injector.getInstance(WorkerPoolBuilder.class));
            assertThat(taskport.queue()).isNotNull();
        }
    }

    @Test
    void the_backend_stays_private() {
        Injector injector = Guice.createInjector(new TaskportModule("memory:"));
        assertThatThrownBy(() -> injector.getInstance(PersistenceBackend.class))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void nothing_is_opened_before_it_is_needed() {
        Guice.createInjector(new TaskportModule("sqlite:" + folder.resolve("tasks.db")));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void the_configured_workspace_is_the_queues() throws IOException {
        Path file = Files.writeString(folder.resolve("taskport.yaml"), "backend: memory:\nworkspace: letters\n");
        Injector injector = Guice.createInjector(new TaskportModule(Configuration.load(file)));
        try (Taskport taskport = injector.getInstance(Taskport.class)) {
            assertThat(injector.getInstance(TaskQueue.class).workspace().value())
                    .isEqualTo("letters");
            assertThat(taskport.backend().profile().durable()).isFalse();
        }
    }

    @Test
    void a_changed_configuration_that_leaves_work_behind_is_refused_here_too() throws IOException {
        Path file = folder.resolve("taskport.yaml");
        Files.writeString(file, "backend: sqlite:first.db\n");
        Injector first = Guice.createInjector(new TaskportModule(Configuration.load(file)));
        try (Taskport taskport = first.getInstance(Taskport.class)) {
            taskport.queue().enqueue(TaskDraft.of("mail"));
        }
        Files.writeString(file, "backend: sqlite:second.db\n");
        Injector second = Guice.createInjector(new TaskportModule(Configuration.load(file)));
        assertThatThrownBy(() -> second.getInstance(Taskport.class))
                .isInstanceOf(ProvisionException.class)
                .hasMessageContaining("1 task waits in sqlite:");
    }
}
