package dev.taskport.adapter.jsonlegacy;

import static dev.taskport.adapter.jsonlegacy.QueueFile.task;
import static dev.taskport.adapter.jsonlegacy.QueueFile.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.Dependency;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.Failure;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Priority;
import dev.taskport.domain.Requirements;
import dev.taskport.domain.Stamp;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.ForeignReader.Reject;
import dev.taskport.port.ForeignReader.Warning;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LegacyImportTest {

    private static final Instant CREATED = Instant.parse("2025-03-03T08:15:00.120Z");

    @TempDir
    Path folder;

    @Test
    void every_field_finds_its_place_and_the_original_is_kept_letter_for_letter() {
        String record = task("MAP-(Küste)-07", "completed", """
                ,
                      "assigned_to": "volunteer-1", "assigned_at": "2025-03-03T09:00:00+00:00",
                      "completed_at": "2025-03-03T10:00:00.5Z", "completed_by": "press 2 (old)",
                      "estimated_tokens": 15000, "failures": ["The press stopped", {"error" : "again"}],
                      "file": "N/A (whole collection)", "dependencies": [],
                      "metadata": {"sheets": [1, [2,\t3]], "ratio": 1.50, "note": "a \\"b\\" \\\\ c  d"}, "x": "Gr\\u00fc\\u00dfe ✅"
                """);
        Task task = QueueFile.of(record).read(folder).tasks().get(0);

        assertThat(task.workspace()).isEqualTo(Workspace.DEFAULT);
        assertThat(task.type()).isEqualTo(new TaskType("render-image"));
        assertThat(task.priority()).isEqualTo(new Priority(50));
        assertThat(task.stamp()).isEqualTo(new Stamp(1, 1));
        assertThat(task.spec().requirements()).isEqualTo(Requirements.NONE);
        assertThat(task.spec().externalId()).isEqualTo(new ExternalId("MAP-(Küste)-07"));
        assertThat(task.spec().attributes()).isEqualTo(JsonText.of(record.strip()));
        assertThat(task.spec().tags()).containsExactly("b", "a");
        assertThat(task.spec().title()).isEqualTo("Title of MAP-(Küste)-07");
        assertThat(task.spec().description()).isEqualTo("First line\nsecond line");
        assertThat(task.spec().createdBy()).isEqualTo("reading-room");
        assertThat(task.spec().payload().text())
                .isEqualTo(
                        "{\"assigned_to\":\"volunteer-1\",\"completed_by\":\"press 2 (old)\",\"estimated_tokens\":15000,"
                                + "\"file\":\"N/A (whole collection)\","
                                + "\"metadata\":{\"sheets\":[1,[2,3]],\"ratio\":1.50,\"note\":\"a \\\"b\\\" \\\\ c  d\"},"
                                + "\"x\":\"Gr\\u00fc\\u00dfe ✅\"}");
        assertThat(task.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(task.state().createdAt()).isEqualTo(CREATED);
        assertThat(task.state().runAfter()).isEqualTo(CREATED);
        assertThat(task.state().startedAt()).isEqualTo(Instant.parse("2025-03-03T09:00:00Z"));
        assertThat(task.state().finishedAt()).isEqualTo(Instant.parse("2025-03-03T10:00:00.5Z"));
        assertThat(task.state().updatedAt()).isEqualTo(task.state().finishedAt());
        assertThat(task.state().importedAt()).isEqualTo(QueueFile.NOW);
        assertThat(task.state().failures())
                .extracting(Failure::error)
                .containsExactly("The press stopped", "{\"error\":\"again\"}");
        assertThat(task.state().attempt()).isEqualTo(3);
    }

    @Test
    void what_was_being_worked_on_waits_again_and_the_interruption_is_a_failed_attempt() {
        LegacyImport read = QueueFile.of(
                        task("a", "in_progress", ",\"assigned_to\":\"v 2\",\"assigned_at\":\"2025-03-03T09:00:00Z\""),
                        task("b", "in_progress", ",\"assigned_to\":\"\",\"failures\":[\"x\"]"))
                .read(folder);
        Task a = read.tasks().get(0);
        assertThat(a.status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(a.state().attempt()).isEqualTo(1);
        assertThat(a.state().failures())
                .containsExactly(new Failure(
                        1,
                        "Interrupted: it was being worked on when the file was written",
                        Instant.parse("2025-03-03T09:00:00Z"),
                        new WorkerId("v 2"),
                        Duration.ZERO));
        assertThat(a.spec().payload().text()).isEqualTo("{}");
        Task b = read.tasks().get(1);
        assertThat(b.state().attempt()).isEqualTo(2);
        assertThat(b.state().failures()).extracting(Failure::attempt).containsExactly(1, 2);
        assertThat(b.state().failures().get(1).worker()).isNull();
        assertThat(b.spec().payload().text()).isEqualTo("{\"assigned_to\":\"\"}");
        assertThat(warning(read, "interrupted").count()).isEqualTo(2);
    }

    @Test
    void a_task_keeps_its_newest_failures_and_the_number_of_all() {
        String errors = String.join(
                ",", IntStream.range(0, 30).mapToObj(i -> "\"e" + i + "\"").toList());
        Task task = QueueFile.of(task("a", "failed", ",\"failures\":[" + errors + "]"))
                .read(folder)
                .tasks()
                .get(0);
        assertThat(task.status()).isEqualTo(TaskStatus.DEAD);
        assertThat(task.state().attempt()).isEqualTo(30);
        assertThat(task.state().failures()).hasSize(Failure.COUNT_MAX);
        assertThat(task.state().failures().get(0).error()).isEqualTo("e5");
    }

    @Test
    void nothing_is_invented_for_a_finished_task_that_does_not_say_when() {
        LegacyImport read = QueueFile.of(task("a", "completed"), task("b", "failed"), task("c", "cancelled"))
                .read(folder);
        assertThat(read.tasks())
                .allSatisfy(task -> assertThat(task.state().finishedAt()).isNull());
        assertThat(read.tasks()).extracting(task -> task.state().attempt()).containsExactly(1, 1, 0);
        assertThat(warning(read, "no-finish-time").count()).isEqualTo(3);
    }

    @Test
    void ids_ascend_in_the_order_of_the_file_and_are_the_same_at_every_reading_and_in_every_copy(
            @TempDir Path elsewhere) {
        QueueFile file = QueueFile.of(task("b", "pending"), task("a", "pending"), task("c", "pending"));
        List<Task> tasks = file.read(folder).tasks();
        assertThat(tasks)
                .extracting(task -> task.spec().externalId())
                .containsExactly(new ExternalId("b"), new ExternalId("a"), new ExternalId("c"));
        assertThat(tasks).extracting(Task::id).isSorted().doesNotHaveDuplicates();
        assertThat(tasks).allSatisfy(task -> assertThat(task.id().node()).isZero());
        assertThat(file.read(elsewhere).tasks()).isEqualTo(tasks);
    }

    @Test
    void ids_stay_while_the_file_grows_and_tasks_change() {
        List<Task> before = QueueFile.of(task("a", "pending"), task("b", "pending"))
                .read(folder)
                .tasks();
        List<Task> after = QueueFile.of(task("a", "completed"), task("b", "pending"), task("c", "pending"))
                .read(folder)
                .tasks();
        assertThat(after.subList(0, 2))
                .extracting(Task::id)
                .isEqualTo(before.stream().map(Task::id).toList());
        assertThat(after).extracting(Task::lineage).containsOnly(before.get(0).lineage());
    }

    @Test
    void another_queue_is_another_lineage_with_other_ids() {
        Task one = QueueFile.of(task("a", "pending")).read(folder).tasks().get(0);
        Task other = QueueFile.of(task("z", "pending")).read(folder).tasks().get(0);
        assertThat(other.lineage()).isNotEqualTo(one.lineage());
        assertThat(other.id()).isNotEqualTo(one.id());
    }

    @Test
    void ids_lie_in_the_past_so_that_what_comes_later_comes_after_them() {
        LegacyIdentity identity =
                LegacyIdentity.of(LegacyReader.read(QueueFile.of().in(folder), 1000));
        assertThat(identity.id(0).epochMillis())
                .isBetween(
                        TaskId.EPOCH_MILLIS,
                        Instant.parse("2025-01-01T00:00:00Z").toEpochMilli());
        assertThat(identity.id(4096)).isGreaterThan(identity.id(4095));
    }

    @Test
    void a_dependency_blocks_until_it_is_completed() {
        LegacyImport read = QueueFile.of(
                        task("done", "completed"),
                        task("dead", "failed"),
                        waiting("a", "\"done\""),
                        waiting("b", "\"done\", \"later\", \"done\""),
                        waiting("c", "\"dead\""),
                        task("d", "deferred", ",\"dependencies\":[\"later\"]"),
                        task("e", "completed", ",\"dependencies\":[\"later\"]"),
                        task("later", "pending"))
                .read(folder);
        assertThat(found(read, "a").status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(found(read, "a").state().dependencies())
                .containsExactly(new Dependency(found(read, "done").id(), true));
        assertThat(found(read, "b").status()).isEqualTo(TaskStatus.BLOCKED);
        assertThat(found(read, "b").state().dependencies())
                .containsExactly(
                        new Dependency(found(read, "done").id(), true),
                        Dependency.open(found(read, "later").id()));
        assertThat(found(read, "c").status()).isEqualTo(TaskStatus.BLOCKED);
        assertThat(found(read, "d").status()).isEqualTo(TaskStatus.HELD);
        assertThat(found(read, "e").status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(read.warnings()).extracting(Warning::kind).doesNotContain("dependency-missing", "dependency-cycle");
    }

    @Test
    void a_dependency_that_is_not_in_the_file_holds_the_task() {
        LegacyImport read = QueueFile.of(
                        waiting("a", "\"gone\", \"b\", \"lost\""),
                        task("b", "pending"),
                        task("c", "completed", ",\"dependencies\":[\"gone\"]"),
                        task("d", "pending", ",\"dependencies\":\"b\""),
                        task("e", "pending", ",\"dependencies\":[7]"))
                .read(folder);
        assertThat(read.tasks())
                .extracting(Task::status)
                .containsExactly(
                        TaskStatus.HELD, TaskStatus.QUEUED, TaskStatus.COMPLETED, TaskStatus.HELD, TaskStatus.HELD);
        assertThat(read.tasks().get(0).state().dependencies())
                .containsExactly(Dependency.open(read.tasks().get(1).id()));
        assertThat(read.tasks().get(0).spec().attributes())
                .isEqualTo(JsonText.of(waiting("a", "\"gone\", \"b\", \"lost\"")));
        assertThat(warning(read, "dependency-missing").count()).isEqualTo(4);
        assertThat(warning(read, "dependency-missing").message()).contains("a on gone");
        assertThat(read.tasks().get(3).spec().payload().text()).isEqualTo("{\"dependencies\":\"b\"}");
    }

    @Test
    void the_members_of_a_circle_are_held_and_those_who_wait_for_them_are_blocked() {
        LegacyImport read = QueueFile.of(
                        waiting("a", "\"b\""),
                        waiting("b", "\"c\""),
                        waiting("c", "\"a\""),
                        waiting("self", "\"self\""),
                        waiting("outside", "\"a\""),
                        waiting("pair", "\"done\""),
                        task("done", "completed", ",\"dependencies\":[\"pair\"]"),
                        waiting("x", "\"y\""),
                        task("y", "pending"))
                .read(folder);
        assertThat(List.of("a", "b", "c", "self"))
                .allSatisfy(id -> assertThat(found(read, id).status()).isEqualTo(TaskStatus.HELD));
        assertThat(found(read, "outside").status()).isEqualTo(TaskStatus.BLOCKED);
        assertThat(found(read, "pair").status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(found(read, "x").status()).isEqualTo(TaskStatus.BLOCKED);
        assertThat(warning(read, "dependency-cycle").count()).isEqualTo(4);
    }

    @Test
    void a_circle_of_many_thousands_is_found() {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            records.add("{\"id\":\"" + i + "\",\"title\":\"t\",\"status\":\"pending\",\"dependencies\":[\""
                    + (i + 1) % 20_000 + "\"]}");
        }
        LegacyImport read = QueueFile.of(records.toArray(new String[0])).read(folder);
        assertThat(read.tasks()).extracting(Task::status).containsOnly(TaskStatus.HELD);
    }

    @Test
    void a_record_that_cannot_be_a_task_is_reported_with_its_place_reason_and_text() {
        LegacyImport read = QueueFile.of(
                        task("a", "pending"),
                        "{\"id\": \"a\", \"title\": \"again\"}",
                        "{\"id\": 17, \"title\": \"number\"}",
                        "\"text\"",
                        "{\"id\": \" a\", \"title\": \"space\"}",
                        "{\"id\": \"" + "y".repeat(256) + "\", \"title\": \"long\"}",
                        task("b", "pending"))
                .read(folder);
        assertThat(read.tasks()).hasSize(2);
        assertThat(read.rejects())
                .extracting(Reject::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).isEqualTo("its id is also that of record 1 (line 3)"),
                        reason -> assertThat(reason).isEqualTo("its id is not a text"),
                        reason -> assertThat(reason).isEqualTo("it is not an object"),
                        reason -> assertThat(reason).contains("white space"),
                        reason -> assertThat(reason).contains("256 characters"));
        assertThat(read.rejects().get(0).where()).isEqualTo("record 2 (line 14), id \"a\"");
        assertThat(read.rejects().get(0).original()).isEqualTo("{\"id\": \"a\", \"title\": \"again\"}");
    }

    @Test
    void a_record_too_large_for_a_task_is_reported() {
        String text = "\"" + "x".repeat(JsonText.BYTES_MAX / 2) + "\"";
        LegacyImport read = QueueFile.of(task("a", "pending", ",\"x\":" + text + ",\"y\":" + text))
                .read(folder);
        assertThat(read.tasks()).isEmpty();
        assertThat(read.rejects())
                .singleElement()
                .extracting(Reject::reason)
                .asString()
                .contains("bytes, allowed are");
    }

    @Test
    void a_task_without_an_id_or_a_capability_is_taken_in_and_told() {
        LegacyImport read = QueueFile.of(
                        "{\"title\":\"t\",\"status\":\"pending\"}",
                        "{\"id\":\"\",\"title\":\"t\",\"status\":\"pending\"}",
                        "{\"id\":null,\"title\":null,\"status\":\"pending\",\"capability_required\":null}")
                .read(folder);
        assertThat(read.tasks())
                .hasSize(3)
                .allSatisfy(task -> assertThat(task.spec().externalId()).isNull())
                .allSatisfy(task -> assertThat(task.type().value()).isEqualTo("meridian.task"))
                .allSatisfy(task -> assertThat(task.spec().payload().text()).isEqualTo("{}"));
        assertThat(warning(read, "no-id").count()).isEqualTo(3);
        assertThat(warning(read, "no-type").count()).isEqualTo(3);
    }

    @Test
    void a_field_of_an_unexpected_shape_stays_in_the_payload() {
        LegacyImport read = QueueFile.of(
                        """
                        {"id":"a","status":["x"],"title":7,"description":{"a":1},"tags":"one","created_by":["b"],
                         "capability_required":" bad","priority":{"p":1},"failures":"none","created_at":5,"completed_at":"soon"}""",
                        task("b", "completed", ",\"tags2\":[],\"completed_at\":\"soon\""),
                        task("c", "pending", ",\"completed_at\":\"2025-01-01\""),
                        "{\"id\":\"d\",\"status\":\"pending\",\"title\":\"" + "t".repeat(501) + "\",\"tags\":[\"\"]}")
                .read(folder);
        Task a = read.tasks().get(0);
        assertThat(a.status()).isEqualTo(TaskStatus.HELD);
        assertThat(a.spec().payload().text())
                .isEqualTo(
                        "{\"title\":7,\"description\":{\"a\":1},\"tags\":\"one\",\"created_by\":[\"b\"],"
                                + "\"capability_required\":\" bad\",\"failures\":\"none\",\"created_at\":5,\"completed_at\":\"soon\"}");
        assertThat(a.state().createdAt()).isEqualTo(Instant.parse("2025-03-22T16:23:55.475709Z"));
        assertThat(read.tasks().get(1).spec().payload().text()).contains("\"completed_at\":\"soon\"");
        assertThat(read.tasks().get(2).spec().payload().text()).contains("\"completed_at\":\"2025-01-01\"");
        assertThat(read.tasks().get(3).spec().title()).isNull();
        assertThat(read.tasks().get(3).spec().tags()).isEmpty();
        assertThat(warning(read, "field").count()).isEqualTo(8);
        assertThat(warning(read, "time").count()).isEqualTo(2);
        assertThat(warning(read, "no-creation-time").count()).isEqualTo(2);
    }

    @Test
    void without_any_time_of_the_file_the_beginning_of_time_is_better_than_now() {
        LegacyImport read = QueueFile.of("{\"id\":\"a\",\"title\":\"t\",\"status\":\"pending\"}")
                .rest("\"last_updated\": 5")
                .read(folder);
        assertThat(read.tasks().get(0).state().createdAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void priorities_that_had_to_be_interpreted_are_counted() {
        LegacyImport read = QueueFile.of(
                        "{\"id\":\"a\",\"title\":\"t\",\"status\":\"pending\",\"priority\":5}",
                        "{\"id\":\"b\",\"title\":\"t\",\"status\":\"pending\",\"priority\":5000}",
                        "{\"id\":\"c\",\"title\":\"t\",\"status\":\"pending\",\"priority\":-1e300}",
                        "{\"id\":\"d\",\"title\":\"t\",\"status\":\"pending\",\"priority\":\"urgent\"}",
                        "{\"id\":\"e\",\"title\":\"t\",\"status\":\"pending\"}")
                .read(folder);
        assertThat(read.tasks()).extracting(task -> task.priority().value()).containsExactly(5, 1000, 0, 100, 100);
        assertThat(warning(read, "priority-range").count()).isEqualTo(2);
        assertThat(warning(read, "priority").message()).contains("2 (urgent, none)");
    }

    @Test
    void times_without_a_zone_are_read_in_the_zone_and_counted_once() {
        JsonLegacyOptions options = new JsonLegacyOptions(ZoneId.of("Europe/Berlin"), Map.of(), 1_000_000);
        String naive =
                "{\"id\":\"%s\",\"title\":\"t\",\"status\":\"pending\",\"created_at\":\"2025-07-01T12:00:00.5\"}";
        LegacyImport read = QueueFile.of(naive.formatted("a"), naive.formatted("b"), task("c", "pending"))
                .read(folder, options);
        assertThat(read.tasks().get(0).state().createdAt()).isEqualTo(Instant.parse("2025-07-01T10:00:00.5Z"));
        assertThat(warning(read, "zone").message()).endsWith("2 (Europe/Berlin)");
    }

    @Test
    void counters_of_the_file_that_are_wrong_are_told_with_both_figures() {
        LegacyImport read = QueueFile.of(task("a", "completed"), task("b", "deferred"))
                .rest("\"task_counts\": {\"total\": 9, \"completed\": 1, \"blocked\": 3, \"note\": \"x\"},"
                        + "\"metadata\": {\"total_tasks\": 8}")
                .read(folder);
        assertThat(warning(read, "counters").count()).isEqualTo(3);
        assertThat(warning(read, "counters").message())
                .contains(
                        "task_counts.total says 9, there are 2",
                        "task_counts.blocked says 3, there are 0",
                        "metadata.total_tasks says 8, there are 2");
    }

    @Test
    void counters_of_another_shape_and_right_ones_are_no_news() {
        LegacyImport read = QueueFile.of(task("a", "pending"))
                .rest("\"task_counts\": [1], \"metadata\": {\"total_tasks\": 1}")
                .read(folder);
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void a_few_examples_are_enough() {
        String[] records = IntStream.range(0, 20)
                .mapToObj(i -> task("id-" + i, i % 2 == 0 ? "odd-" + i : "deferred"))
                .toArray(String[]::new);
        assertThat(warning(QueueFile.of(records).read(folder), "status").message())
                .contains("20 (odd-0, deferred × 10, odd-2")
                .endsWith("…)");
    }

    private static Warning warning(LegacyImport read, String kind) {
        return read.warnings().stream()
                .filter(warning -> warning.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static Task found(LegacyImport read, String id) {
        return read.tasks().stream()
                .filter(task -> new ExternalId(id).equals(task.spec().externalId()))
                .findFirst()
                .orElseThrow();
    }
}
