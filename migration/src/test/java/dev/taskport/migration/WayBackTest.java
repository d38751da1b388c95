package dev.taskport.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.Lease;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.TaskLeasing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Moving back to where the tasks came from. */
class WayBackTest extends MigrationBench {

    @Test
    void a_queue_goes_back_into_the_file_that_it_came_from_and_touches_only_what_was_worked_on() throws IOException {
        BackendAddress source = file(json("a", "pending"), json("b", "pending"), json("c", "completed"));
        run(plan(source));
        MigrationPlan back = MigrationPlan.of(MemoryStores.address("target"), source)
                .sourceOptions(options)
                .targetOptions(BackendOptions.defaults().clock(() -> Worlds.NOW.plusSeconds(60)))
                .runsFolder(folder.resolve("runs"));
        assertThat(run(back).migrated()).isZero();
        assertThat(Files.readString(Path.of(source.location()))).doesNotContain("taskport");
        completeNext();
        MigrationReport report = run(back);
        assertThat(report.migrated()).isEqualTo(1);
        assertThat(report.verified()).isTrue();
        assertThat(Files.readString(Path.of(source.location()))).containsOnlyOnce("\"taskport\":");
    }

    private void completeNext() {
        TaskLeasing leasing = stores.store("target").leasing();
        ClaimRequest any = Worlds.claim("c");
        Lease lease = leasing.claim(new ClaimRequest(
                        any.worker(), any.workspace(), any.types(), any.capabilities(), any.strategy(), 1, any.lease()))
                .get(0)
                .lease();
        assertThat(leasing.settle(List.of(new Settlement(lease, new Outcome.Complete(null)))))
                .containsExactly(SettleAnswer.APPLIED);
    }
}
