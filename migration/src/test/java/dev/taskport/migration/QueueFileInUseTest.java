package dev.taskport.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import dev.taskport.migration.MigrationProgress.Step;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.PersistenceBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Moving away from a queue file that Taskport itself has worked on, and that the old program goes on writing. */
class QueueFileInUseTest extends MigrationBench {

    private BackendAddress source = BackendAddress.parse("json:none");
    private Path file = Path.of("");

    @BeforeEach
    void workOnIt() {
        source = file(json("a", "pending"));
        file = Path.of(source.location());
        enqueue(1);
    }

    private void enqueue(int number) {
        try (PersistenceBackend store = stores.open(source, options, OpenMode.CREATE)) {
            store.intake().enqueue(List.of(Worlds.task(number, "own")));
        }
    }

    private void oldProgramAdds(String record) {
        try {
            Files.writeString(file, Files.readString(file).replace("\"tasks\": [", "\"tasks\": [" + record + ","));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertFails(ErrorCode code, String message, MigrationProgress meanwhile) {
        assertThatThrownBy(() -> new Migration(plan(source), stores, meanwhile).run())
                .isInstanceOf(TaskportException.class)
                .hasMessageContaining(message)
                .extracting(thrown -> ((TaskportException) thrown).code())
                .isEqualTo(code);
    }

    /** Does something once, while tasks are copied. */
    private static MigrationProgress whileCopying(Runnable once) {
        boolean[] done = {false};
        return (step, tasks, total) -> {
            if (step == Step.COPY && !done[0]) {
                done[0] = true;
                once.run();
            }
        };
    }

    @Test
    void everything_moves_that_either_program_has_written() {
        oldProgramAdds("{" + json("b", "pending") + "}");
        MigrationReport report = run(plan(source));
        assertThat(report.migrated()).isEqualTo(3);
        assertThat(report.verified()).isTrue();
        assertThat(report.warnings())
                .extracting(MigrationReport.Warning::message)
                .anyMatch(message -> message.contains("1 added"));
    }

    @Test
    void a_write_of_the_old_program_during_the_copy_fails_the_run() {
        assertFails(
                ErrorCode.VERSION_CONFLICT,
                "changed while it was copied",
                whileCopying(() -> oldProgramAdds("{" + json("late", "pending") + "}")));
    }

    @Test
    void a_write_of_taskport_during_the_copy_fails_the_run() {
        assertFails(ErrorCode.VERSION_CONFLICT, "changed while it was copied", whileCopying(() -> enqueue(2)));
    }

    @Test
    void a_record_of_the_old_program_that_is_no_task_stops_the_run_or_goes_to_a_file() throws IOException {
        oldProgramAdds("7");
        assertRefused(plan(source), ErrorCode.INVALID_REQUEST, "1 record");
        assertThat(stores.holds("target")).isFalse();
        MigrationReport report = run(plan(source).lenient(true));
        assertThat(report.rejected()).isEqualTo(1);
        assertThat(Files.readString(runFolder(report).resolve("rejects.jsonl"))).contains("it is not an object");
    }

    @Test
    void a_zone_other_than_the_remembered_one_is_refused_with_what_to_do() {
        BackendOptions berlin = options.values(Map.of("zone", "Europe/Berlin"));
        assertRefused(plan(source).sourceOptions(berlin), ErrorCode.INVALID_REQUEST, "zone Europe/Berlin");
        assertRefused(plan(source).sourceOptions(berlin), ErrorCode.INVALID_REQUEST, "Leave the option away");
        assertThat(stores.holds("target")).isFalse();
    }

    @Test
    void a_damaged_queue_file_is_not_sound_whatever_lies_beside_it() throws IOException {
        Files.writeString(file, "{");
        assertRefused(plan(source), ErrorCode.DAMAGED, "ends in the middle");
        assertThat(stores.holds("target")).isFalse();
    }
}
