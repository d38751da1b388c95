package dev.taskport.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.Taskport;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendCare;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a migration refuses before it writes anything. */
class MigrationRefusalTest extends MigrationBench {

    @Test
    void a_source_with_a_live_lease_is_refused_and_one_with_an_expired_lease_is_not() {
        stores.store("source").intake().enqueue(List.of(Worlds.task(0, "run")));
        stores.store("source").leasing().claim(Worlds.claim("run"));
        assertRefused(plan(), ErrorCode.UNAVAILABLE, "is held by worker w1");
        assertThat(stores.holds("target")).isFalse();

        stores.wrap("source", store -> new DelegatingBackend(store) {
            @Override
            public InstantSource clock() {
                return () -> Worlds.NOW.plusSeconds(60);
            }
        });
        assertThat(run(plan()).migrated()).isEqualTo(1);
        assertThat(find("target", 0).lease().epoch()).isEqualTo(1);
    }

    @Test
    void a_source_with_a_live_worker_is_refused() {
        try (var taskport = Taskport.over(new DelegatingBackend(stores.store("source")) {
                    @Override
                    public void close() {
                        // Opened again by the migration.
                    }
                });
                var pool = taskport.workers()
                        .name("busy")
                        .handle("x", (payload, context) -> null)
                        .start()) {
            await().untilAsserted(() -> assertRefused(plan(), ErrorCode.UNAVAILABLE, "worker " + pool.id()));
        }
    }

    @Test
    void a_source_that_is_not_sound_is_refused() {
        stores.store("source");
        BackendCare care = mock(BackendCare.class);
        when(care.check())
                .thenReturn(List.of(
                        new BackendCare.Check("schema", true, "fine"),
                        new BackendCare.Check("pages", false, "page 7 is torn")));
        stores.wrap("source", store -> new DelegatingBackend(store) {
            @Override
            public BackendCare care() {
                return care;
            }
        });
        assertRefused(plan(), ErrorCode.DAMAGED, "pages (page 7 is torn)");
    }

    @Test
    void a_store_is_not_moved_onto_itself() {
        assertRefused(
                MigrationPlan.of(MemoryStores.address("source"), MemoryStores.address("source")),
                ErrorCode.INVALID_REQUEST,
                "the same store");
    }

    @Test
    void a_store_is_not_moved_onto_itself_by_another_spelling() {
        assertRefused(
                MigrationPlan.of(BackendAddress.parse("sqlite:q.db"), BackendAddress.parse("sqlite:x/../q.db")),
                ErrorCode.INVALID_REQUEST,
                "the same store");
    }

    @Test
    void a_task_of_another_origin_is_never_replaced() {
        stores.store("source").intake().enqueue(List.of(Worlds.task(0, "a")));
        stores.store("target").intake().enqueue(List.of(Worlds.task(0, "a")));
        for (OnConflict onConflict : List.of(OnConflict.FAIL, OnConflict.REPLACE)) {
            assertRefused(plan().onConflict(onConflict), ErrorCode.VERSION_CONFLICT, "another origin");
        }
    }

    @Test
    void a_key_or_external_id_that_another_task_has_is_a_conflict() {
        stores.store("source")
                .intake()
                .enqueue(List.of(
                        TaskDraft.of("t").key("k").as(Worlds.id(0)),
                        TaskDraft.of("t").externalId(new ExternalId("e")).as(Worlds.id(1)),
                        Worlds.task(2, "t")));
        stores.store("target")
                .intake()
                .enqueue(List.of(
                        TaskDraft.of("t").key("k").as(Worlds.id(10)),
                        TaskDraft.of("t").externalId(new ExternalId("e")).as(Worlds.id(11))));
        assertRefused(plan(), ErrorCode.VERSION_CONFLICT, "2 things");
        assertRefused(plan().onConflict(OnConflict.REPLACE), ErrorCode.VERSION_CONFLICT, "belongs to task");

        MigrationReport report = run(plan().onConflict(OnConflict.SKIP));
        assertThat(report.migrated()).isEqualTo(1);
        assertThat(report.skipped()).isEqualTo(2);
        assertThat(report.verified()).isTrue();
        assertThat(Worlds.tasks(stores.store("target"))).hasSize(3);
    }

    @Test
    void skipping_a_task_that_others_wait_for_is_refused() {
        stores.store("source")
                .intake()
                .enqueue(List.of(
                        TaskDraft.of("t").key("k").as(Worlds.id(0)),
                        TaskDraft.of("t").dependsOn(Worlds.id(0)).as(Worlds.id(1))));
        stores.store("target")
                .intake()
                .enqueue(List.of(TaskDraft.of("t").key("k").as(Worlds.id(10))));
        assertRefused(plan().onConflict(OnConflict.SKIP), ErrorCode.VERSION_CONFLICT, "would wait for ever");
    }

    @Test
    void none_of_many_is_a_failure() {
        stores.store("source").intake().enqueue(List.of(Worlds.task(0, "t")));
        stores.store("source").control().cancel(Workspace.DEFAULT, List.of(Worlds.id(0)));
        assertRefused(plan().activeOnly(true), ErrorCode.INVALID_REQUEST, "0 of 1 task of");
        assertRefused(
                plan(file("\"id\":7,\"title\":\"t\",\"status\":\"pending\"")).lenient(true),
                ErrorCode.INVALID_REQUEST,
                "0 of 1 task of");
        assertThat(stores.holds("target")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10_001})
    void a_batch_has_a_sensible_size(int batch) {
        assertThatThrownBy(() -> plan().batch(batch)).hasMessageContaining("is not between 1 and 10000");
    }

    @Test
    void a_target_that_is_no_file_needs_a_folder_for_the_run() {
        stores.store("source");
        assertRefused(
                MigrationPlan.of(MemoryStores.address("source"), MemoryStores.address("")),
                ErrorCode.INVALID_REQUEST,
                "Name a folder");
    }

    @Test
    void two_migrations_into_one_target_exclude_each_other() throws IOException {
        stores.store("source");
        Files.createDirectories(folder.resolve("runs"));
        try (FileChannel other = FileChannel.open(
                        folder.resolve("runs").resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = other.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertRefused(plan(), ErrorCode.UNAVAILABLE, "Another migration");
        }
        assertThat(run(plan()).verified()).isTrue();
    }
}
