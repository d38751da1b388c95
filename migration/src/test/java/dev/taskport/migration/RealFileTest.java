package dev.taskport.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.taskport.domain.TaskStatus;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import java.nio.file.Path;
import java.util.Map;
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
        assertThat(report.verified()).isTrue();
    }
}
