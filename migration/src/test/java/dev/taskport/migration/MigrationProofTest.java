package dev.taskport.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.Workspace;
import dev.taskport.port.TransferItem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A copier that makes mistakes is found out. */
class MigrationProofTest extends MigrationBench {

    @Test
    void a_copy_that_loses_a_task_is_found_out() {
        Worlds.fill(stores.store("source"));
        stores.wrap(
                "target",
                store -> applying(
                        store,
                        items -> items.stream()
                                .filter(item -> !(item instanceof TransferItem.TaskItem task
                                        && task.task().id().equals(Worlds.id(2))))
                                .toList()));
        MigrationReport report = run(plan());
        assertThat(report.verified()).isFalse();
        assertThat(report.differences()).containsExactly("task " + Worlds.id(2) + " is only on the left");
    }

    @Test
    void a_copy_that_changes_a_task_is_found_out_by_field() {
        Worlds.fill(stores.store("source"));
        stores.wrap(
                "target",
                store -> applying(
                        store,
                        items -> items.stream()
                                .map(item -> item instanceof TransferItem.TaskItem task ? cheaper(task) : item)
                                .toList()));
        MigrationReport report = run(plan());
        assertThat(report.verified()).isFalse();
        assertThat(report.differences())
                .hasSize(8)
                .first()
                .asString()
                .contains("differs in priority: left 100, right 7");
    }

    @Test
    void a_copy_that_harms_what_the_target_had_is_found_out() {
        stores.store("source").intake().enqueue(List.of(Worlds.task(0, "t")));
        stores.store("target").intake().enqueue(List.of(Worlds.task(500, "own")));
        stores.wrap(
                "target",
                store -> onApply(store, items -> store.control().cancel(Workspace.DEFAULT, List.of(Worlds.id(500)))));
        MigrationReport report = run(plan());
        assertThat(report.verified()).isFalse();
        assertThat(report.differences()).singleElement().asString().contains("are not as they were: 1 before, 1 after");
    }
}
