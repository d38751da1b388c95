package dev.taskport.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.Workspace;
import dev.taskport.migration.MigrationProgress.Step;
import dev.taskport.migration.MigrationReport.Warning;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.TransferItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From store to store, from a file to a store, and what is told of it. */
class MigrationTest extends MigrationBench {

    @Test
    void everything_arrives_as_it_was_stamps_epochs_logs_and_gates_included() {
        Worlds.fill(stores.store("source"));
        List<TransferItem> before = Worlds.contents(stores.store("source"));

        MigrationReport report = run(plan().batch(3));

        assertThat(Worlds.contents(stores.store("target"))).isEqualTo(before);
        assertThat(Worlds.contents(stores.store("source"))).isEqualTo(before);
        assertThat(report.verified()).isTrue();
        assertThat(report.source()).isEqualTo(8);
        assertThat(report.migrated()).isEqualTo(8);
        assertThat(report.records()).isEqualTo(3);
        assertThat(report.byStatus())
                .isEqualTo(Map.of(
                        TaskStatus.QUEUED, 3L,
                        TaskStatus.BLOCKED, 1L,
                        TaskStatus.HELD, 1L,
                        TaskStatus.COMPLETED, 1L,
                        TaskStatus.DEAD, 1L,
                        TaskStatus.CANCELLED, 1L));
    }

    @Test
    void there_and_back_again_is_where_it_began() {
        Worlds.fill(stores.store("source"));
        List<TransferItem> before = Worlds.contents(stores.store("source"));
        run(plan());
        run(MigrationPlan.of(MemoryStores.address("target"), MemoryStores.address("third"))
                .runsFolder(folder));
        assertThat(Worlds.contents(stores.store("third"))).isEqualTo(before);
    }

    @Test
    void a_second_run_changes_nothing() {
        Worlds.fill(stores.store("source"));
        run(plan());
        List<TransferItem> before = Worlds.contents(stores.store("target"));
        MigrationReport again = run(plan());
        assertThat(again.migrated()).isZero();
        assertThat(again.skipped()).isEqualTo(8);
        assertThat(again.records()).isZero();
        assertThat(again.verified()).isTrue();
        assertThat(Worlds.contents(stores.store("target"))).isEqualTo(before);
    }

    @Test
    void a_newer_state_of_the_source_is_brought_over_and_a_newer_one_of_the_target_stays() {
        Worlds.fill(stores.store("source"));
        run(plan());
        stores.store("source").control().cancel(Workspace.DEFAULT, List.of(Worlds.id(0)));
        stores.store("target").control().cancel(Workspace.DEFAULT, List.of(Worlds.id(6)));

        MigrationReport report = run(plan());

        assertThat(report.migrated()).isEqualTo(1);
        assertThat(report.skipped()).isEqualTo(7);
        assertThat(report.warnings()).extracting(Warning::kind).contains("ahead");
        assertThat(report.verified()).isTrue();
        assertThat(report.goneOn()).isEqualTo(1);
        assertThat(report.text())
                .contains("verified  1 task has gone on since it was copied; the others are equal")
                .doesNotContain("equal in both directions");
        assertThat(report.json()).contains("\"goneOn\":1");
        assertThat(find("target", 0).status()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(find("target", 6).status()).isEqualTo(TaskStatus.CANCELLED);
    }

    @Test
    void what_the_target_had_of_its_own_stays_as_it_was() {
        Worlds.fill(stores.store("source"));
        stores.store("target").intake().enqueue(List.of(Worlds.task(500, "own"), Worlds.task(501, "own")));
        MigrationReport report = run(plan());
        assertThat(report.verified()).isTrue();
        assertThat(report.migrated()).isEqualTo(8);
        assertThat(Worlds.tasks(stores.store("target"))).hasSize(10);
    }

    @Test
    void an_empty_store_is_moved_too() {
        stores.store("source");
        MigrationReport report = run(plan());
        assertThat(report.source()).isZero();
        assertThat(report.verified()).isTrue();
    }

    @Test
    void a_queue_file_arrives_and_is_not_touched() throws IOException {
        BackendAddress source =
                file(json("a", "completed"), json("b", "pending", ",\"dependencies\":[\"c\"]"), json("c", "deferred"));
        byte[] before = Files.readAllBytes(Path.of(source.location()));

        MigrationReport report = run(plan(source));

        assertThat(report.migrated()).isEqualTo(3);
        assertThat(report.records()).isEqualTo(2);
        assertThat(report.verified()).isTrue();
        assertThat(report.warnings()).extracting(Warning::kind).containsExactly("status", "no-finish-time");
        assertThat(Files.readAllBytes(Path.of(source.location()))).isEqualTo(before);
        assertThat(Worlds.tasks(stores.store("target")))
                .extracting(Task::status)
                .containsExactly(TaskStatus.COMPLETED, TaskStatus.BLOCKED, TaskStatus.HELD);
    }

    @Test
    void first_come_first_served_holds_after_the_move() {
        run(plan(file(json("z", "pending"), json("m", "pending"), json("a", "pending"))));
        assertThat(stores.store("target").leasing().claim(Worlds.claim("c")))
                .extracting(claimed -> String.valueOf(claimed.task().spec().externalId()))
                .containsExactly("z", "m", "a");
    }

    @Test
    void a_second_run_on_an_unchanged_file_changes_nothing_even_if_the_target_has_moved_on() {
        BackendAddress source = file(json("a", "pending"), json("b", "pending"));
        run(plan(source));
        var claimed = stores.store("target").leasing().claim(Worlds.claim("c").max(1));
        stores.store("target")
                .leasing()
                .settle(List.of(new Settlement(claimed.get(0).lease(), new Outcome.Complete(null))));
        List<TransferItem> before = Worlds.contents(stores.store("target"));

        MigrationReport report = run(plan(source));

        assertThat(report.migrated()).isZero();
        assertThat(report.skipped()).isEqualTo(2);
        assertThat(report.verified()).isTrue();
        assertThat(Worlds.contents(stores.store("target"))).isEqualTo(before);
    }

    @Test
    void a_file_that_was_changed_since_conflicts_and_the_user_decides() {
        run(plan(file(json("a", "pending"), json("b", "pending"))));
        BackendAddress changed = file(json("a", "completed"), json("b", "pending"), json("c", "pending"));

        assertRefused(plan(changed), ErrorCode.VERSION_CONFLICT, "another content that is not older");
        assertRefused(plan(changed), ErrorCode.VERSION_CONFLICT, "by onConflict(OnConflict.SKIP), let the");
        MigrationReport skipped = run(plan(changed).onConflict(OnConflict.SKIP));
        assertThat(skipped.migrated()).isEqualTo(1);
        assertThat(skipped.skipped()).isEqualTo(2);
        assertThat(skipped.verified()).isTrue();
        assertThat(Worlds.tasks(stores.store("target")).get(0).status()).isEqualTo(TaskStatus.QUEUED);

        MigrationReport replaced = run(plan(changed).onConflict(OnConflict.REPLACE));
        assertThat(replaced.migrated()).isEqualTo(1);
        assertThat(replaced.skipped()).isEqualTo(2);
        assertThat(replaced.verified()).isTrue();
        assertThat(Worlds.tasks(stores.store("target")).get(0).status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(run(plan(changed)).migrated()).isZero();
    }

    @Test
    void the_same_queue_under_another_path_is_the_same_queue() throws IOException {
        BackendAddress source = file(json("a", "pending"));
        run(plan(source));
        Path copy = Files.copy(Path.of(source.location()), folder.resolve("copy.json"));
        MigrationReport report = run(plan(BackendAddress.parse("json:" + copy)));
        assertThat(report.skipped()).isEqualTo(1);
        assertThat(report.verified()).isTrue();
    }

    @Test
    void records_that_are_no_tasks_stop_the_run_or_go_to_a_file_with_their_reason() throws IOException {
        BackendAddress source = file(json("a", "pending"), json("a", "pending"), "\"id\":7,\"title\":\"x\"");
        assertRefused(plan(source), ErrorCode.INVALID_REQUEST, "2 records");
        assertRefused(plan(source), ErrorCode.INVALID_REQUEST, "go on without them by lenient(true), which");
        assertThat(stores.holds("target")).isFalse();
        assertThat(folder.resolve("runs")).doesNotExist();

        MigrationReport report = run(plan(source).lenient(true));
        assertThat(report.source()).isEqualTo(3);
        assertThat(report.migrated()).isEqualTo(1);
        assertThat(report.rejected()).isEqualTo(2);
        assertThat(report.verified()).isTrue();
        List<String> rejects = Files.readAllLines(runFolder(report).resolve("rejects.jsonl"));
        assertThat(rejects).hasSize(2);
        JsonNode second = new ObjectMapper().readTree(rejects.get(1));
        assertThat(second.path("reason").asText()).isEqualTo("its id is not a text");
        assertThat(second.path("original").asText()).isEqualTo("{\"id\":7,\"title\":\"x\"}");
    }

    @Test
    void finished_work_can_be_left_behind_but_not_what_others_wait_for() {
        MigrationReport report = run(plan(file(
                        json("done", "completed"),
                        json("dead", "failed"),
                        json("needed", "failed"),
                        json("a", "pending", ",\"dependencies\":[\"done\",\"needed\"]")))
                .activeOnly(true));
        assertThat(report.migrated()).isEqualTo(2);
        assertThat(report.skipped()).isEqualTo(2);
        assertThat(report.verified()).isTrue();
        assertThat(report.warnings()).extracting(Warning::message).contains("Finished tasks left behind: 2");
        assertThat(Worlds.tasks(stores.store("target")))
                .extracting(task -> String.valueOf(task.spec().externalId()))
                .containsExactly("needed", "a");
    }

    @Test
    void a_dry_run_tells_the_same_figures_and_creates_nothing_anywhere() {
        BackendAddress source = file(json("a", "pending"), json("b", "deferred"));
        MigrationReport report = run(plan(source).dryRun(true));
        assertThat(report.migrated()).isEqualTo(2);
        assertThat(report.byStatus()).isEqualTo(Map.of(TaskStatus.QUEUED, 1L, TaskStatus.HELD, 1L));
        assertThat(report.verified()).isFalse();
        assertThat(report.run()).isNull();
        assertThat(stores.holds("target")).isFalse();
        assertThat(folder.toFile().list()).containsExactly("task-queue.json");

        run(plan(source));
        assertThat(run(plan(source).dryRun(true)).skipped()).isEqualTo(2);
    }

    @Test
    void progress_is_told_step_by_step_up_to_the_end() {
        BackendAddress source = file(json("a", "pending"), json("b", "pending"));
        List<String> told = new ArrayList<>();
        new Migration(plan(source), stores, (step, done, total) -> told.add(step + " " + done + "/" + total)).run();
        assertThat(told).contains("PREFLIGHT 2/0", "BACKUP 2/2", "COPY 2/2", "VERIFY 2/2");
        assertThat(new LinkedHashSet<>(told.stream()
                        .map(line -> Step.valueOf(line.split(" ", -1)[0]))
                        .toList()))
                .containsExactly(Step.values());
    }

    @Test
    void a_source_in_which_nothing_waits_any_more_is_not_warned_of() {
        MigrationReport report = run(plan(file(json("a", "completed"))));
        assertThat(report.verified()).isTrue();
        assertThat(report.text()).doesNotContain("start nothing on it");
    }

    @Test
    void the_report_is_one_json_document_and_some_lines_for_people() throws IOException {
        MigrationReport report = run(plan(file(json("a", "pending"), json("b", "deferred"))));
        JsonNode json = new ObjectMapper().readTree(report.json());
        assertThat(json.fieldNames())
                .toIterable()
                .contains("run", "source", "migrated", "skipped", "rejected", "warnings", "verified");
        assertThat(json.path("source").asLong())
                .isEqualTo(json.path("migrated").asLong()
                        + json.path("skipped").asLong()
                        + json.path("rejected").asLong());
        assertThat(json.path("verified").asBoolean()).isTrue();
        assertThat(json.path("warnings").path(0).path("kind").asText()).isEqualTo("status");
        assertThat(report.text())
                .contains("Run " + report.run(), "source    2 tasks", "migrated  2", "equal in both directions")
                .endsWith("\n2 unfinished tasks also still wait in " + report.from()
                        + "; start nothing on it any more.\n");
        MigrationReport dry = run(plan(file(json("x", "pending"))).dryRun(true));
        assertThat(dry.text()).startsWith("Dry run: nothing was written").doesNotContain("verified", "still wait");
        assertThat(new ObjectMapper().readTree(dry.json()).path("run").isNull()).isTrue();
        assertThat(dry.tasksPerSecond()).isZero();
    }
}
