package dev.taskport.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.taskport.domain.Task;
import dev.taskport.domain.TaskStatus;
import dev.taskport.migration.MigrationReport.Warning;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves a real file, where there is one: its folder is named by the system property {@code taskport.legacy.dir}. */
class RealFileTest {

    @TempDir
    Path folder;

    @Test
    void a_real_meridian_file_arrives_with_the_figures_that_were_counted_in_it() {
        String legacy = System.getProperty("taskport.legacy.dir");
        assumeTrue(legacy != null, "taskport.legacy.dir names no folder with real legacy files");
        MemoryStores stores = new MemoryStores(BackendOptions.defaults());
        BackendAddress source = BackendAddress.parse("json:" + Path.of(legacy, "meridian", "task-queue.json"));
        MigrationReport report = new Migration(
                        MigrationPlan.of(source, MemoryStores.address("target")).runsFolder(folder),
                        stores,
                        MigrationProgress.SILENT)
                .run();

        assertThat(report.source()).isEqualTo(85);
        assertThat(report.migrated()).isEqualTo(85);
        assertThat(report.byStatus())
                .isEqualTo(Map.of(TaskStatus.COMPLETED, 83L, TaskStatus.HELD, 1L, TaskStatus.QUEUED, 1L));
        assertThat(report.warnings())
                .extracting(Warning::kind, Warning::count)
                .contains(tuple("zone", 79L), tuple("no-finish-time", 13L), tuple("status", 1L));
        assertThat(report.warnings())
                .filteredOn(warning -> warning.kind().equals("counters"))
                .singleElement()
                .extracting(Warning::message)
                .asString()
                .contains("says 81, there are 85", "says 83, there are 85");
        List<Task> tasks = Worlds.tasks(stores.store("target"));
        assertThat(tasks.stream()
                        .collect(Collectors.groupingBy(task -> task.priority().value(), Collectors.counting())))
                .isEqualTo(Map.of(10, 18L, 50, 60L, 100, 4L, 200, 3L));
        assertThat(tasks)
                .filteredOn(task -> !task.state().dependencies().isEmpty())
                .hasSize(3);
        assertThat(tasks).flatExtracting(task -> task.state().dependencies()).hasSize(4);
        assertThat(report.verified()).isTrue();
    }
}
