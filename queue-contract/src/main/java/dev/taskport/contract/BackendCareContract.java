package dev.taskport.contract;

import static dev.taskport.contract.Bench.work;
import static dev.taskport.contract.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendCare.Check;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TaskQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link dev.taskport.port.BackendCare} promises. */
public interface BackendCareContract extends BackendContract {

    /** Opens a backup as a store of its own, to be read only. Never called if the profile is not durable. */
    PersistenceBackend openBackup(Path backup);

    @Test
    default void B1_a_check_of_a_healthy_store_finds_no_fault_and_changes_nothing(Bench bench) {
        bench.enqueue(20, Bench::work);
        bench.claim(5);
        var before = Transfers.readAll(bench.backend());

        List<Check> checks = bench.backend().care().check();
        assertThat(checks)
                .isNotEmpty()
                .allSatisfy(check -> assertThat(check.ok())
                        .as("%s: %s", check.name(), check.detail())
                        .isTrue());
        assertThat(checks).extracting(Check::name).doesNotHaveDuplicates();
        assertThat(Transfers.readAll(bench.backend())).isEqualTo(before);
    }

    @Test
    default void B1_a_store_with_tasks_has_a_size(Bench bench) {
        bench.enqueue(work());
        assertThat(bench.backend().care().size()).isPositive();
    }

    @Test
    default void B2_a_backup_is_complete_and_shows_one_moment(Bench bench, @TempDir Path folder) throws IOException {
        bench.enqueue(50, Bench::work);
        bench.claim(5);
        Path backup = folder.resolve("a backup é.db");
        if (!bench.backend().profile().durable()) {
            assertError(ErrorCode.UNSUPPORTED, () -> bench.backend().care().backup(backup));
            assertThat(backup).doesNotExist();
            return;
        }
        var expected = Transfers.readAll(bench.backend());
        assertThat(bench.backend().care().backup(backup))
                .isEqualTo(Files.size(backup))
                .isPositive();
        bench.claim(5);
        try (PersistenceBackend copy = openBackup(backup)) {
            assertThat(Transfers.readAll(copy)).isEqualTo(expected);
            assertThat(copy.inspection().list(TaskQuery.all(Workspace.DEFAULT))).hasSize(50);
        }
    }

    @Test
    default void B2_a_backup_never_replaces_a_file(Bench bench, @TempDir Path folder) throws IOException {
        Path existing = folder.resolve("existing.db");
        Files.writeString(existing, "precious");
        try {
            bench.backend().care().backup(existing);
            throw new AssertionError("An existing file was accepted as the target of a backup");
        } catch (TaskportException refused) {
            assertThat(refused.code()).isIn(ErrorCode.INVALID_REQUEST, ErrorCode.UNSUPPORTED);
        }
        assertThat(existing).hasContent("precious");
    }
}
