package dev.taskport.contract;

import static dev.taskport.contract.Bench.completed;
import static dev.taskport.contract.Bench.request;
import static dev.taskport.contract.Bench.types;
import static dev.taskport.contract.Bench.work;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lane;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.Priority;
import dev.taskport.domain.Requirements;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.Workspace;
import dev.taskport.port.ClaimPreview;
import dev.taskport.port.ClaimPreview.Obstacle;
import dev.taskport.port.ClaimPreview.Reason;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.Pause;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.TaskInspection;
import dev.taskport.port.TaskQuery;
import dev.taskport.port.TaskStats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What {@link TaskInspection} promises. */
public interface TaskInspectionContract extends BackendContract {

    @Test
    default void R1_a_reader_sees_what_was_acknowledged(Bench bench) {
        TaskId id = bench.enqueue(work());
        assertThat(bench.find(id).status()).isEqualTo(TaskStatus.QUEUED);
        ClaimedTask claimed = bench.claim();
        assertThat(bench.find(id).status()).isEqualTo(TaskStatus.LEASED);
        bench.end(claimed, completed());
        assertThat(bench.find(id).status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(bench.inspection().list(TaskQuery.all(Workspace.DEFAULT))).containsExactly(bench.find(id));
    }

    @Test
    default void R1_a_task_is_found_by_id_external_id_and_key_in_its_workspace(Bench bench) {
        TaskInspection inspection = bench.inspection();
        ExternalId externalId = new ExternalId("Case-Matters");
        IdempotencyKey key = new IdempotencyKey("key");
        Task task = bench.find(bench.enqueue(work().externalId(externalId).key(key)));

        assertThat(inspection.find(Workspace.DEFAULT, externalId)).contains(task);
        assertThat(inspection.find(Workspace.DEFAULT, key)).contains(task);
        assertThat(inspection.find(Workspace.DEFAULT, new ExternalId("case-matters")))
                .isEmpty();
        Workspace elsewhere = TaskIntakeContract.ELSEWHERE;
        assertThat(inspection.find(elsewhere, task.id())).isEmpty();
        assertThat(inspection.find(elsewhere, externalId)).isEmpty();
        assertThat(inspection.find(elsewhere, key)).isEmpty();
    }

    @Test
    default void R1_workspaces_with_tasks_or_records_are_listed_in_order(Bench bench) {
        assertThat(bench.inspection().workspaces()).isEmpty();
        bench.enqueue(work().workspace(new Workspace("b")));
        bench.enqueue(work());
        bench.backend()
                .records()
                .write(List.of(new RecordWrite.Put(
                        new RecordKey(new Workspace("a"), "notes", "x"), JsonText.EMPTY, null, null)));

        assertThat(bench.inspection().workspaces())
                .containsExactly(new Workspace("a"), new Workspace("b"), Workspace.DEFAULT);
    }

    @Test
    default void R2_pages_are_in_order_and_complete(Bench bench) {
        List<TaskId> all = bench.enqueue(25, Bench::work);
        bench.enqueue(work().workspace(TaskIntakeContract.ELSEWHERE));

        List<TaskId> seen = new ArrayList<>();
        TaskQuery query = TaskQuery.all(Workspace.DEFAULT).limit(10);
        List<Task> page = bench.inspection().list(query);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(10);
            page.forEach(task -> seen.add(task.id()));
            if (seen.size() < all.size()) {
                bench.enqueue(work());
            }
            page = bench.inspection().list(query.after(seen.get(seen.size() - 1)));
        }
        assertThat(seen).startsWith(all.toArray(new TaskId[0])).isSorted().doesNotHaveDuplicates();
    }

    @Test
    default void R2_a_list_holds_what_the_query_asks_for(Bench bench) {
        TaskId tagged = bench.enqueue(work().tags("red", "blue").priority(5));
        TaskId mail = bench.enqueue(
                TaskDraft.of("mail").key("k").require("region", "eu").require("format", "mp4"));
        TaskId held = bench.enqueue(work().tags("blue").held());
        bench.advanceSeconds(10);
        TaskId later = bench.enqueue(work());
        Instant since = bench.clock().instant();

        assertListed(bench, query -> query, tagged, mail, held, later);
        assertListed(bench, query -> query.statuses(Set.of(TaskStatus.HELD, TaskStatus.DEAD)), held);
        assertListed(bench, query -> query.types(types("mail", "other")), mail);
        assertListed(bench, query -> query.tag("blue"), tagged, held);
        assertListed(bench, query -> query.tag("blu"));
        assertListed(bench, query -> query.priority(new Priority(5)), tagged);
        assertListed(bench, query -> query.key(new IdempotencyKey("k")), mail);
        assertListed(bench, query -> query.requirements(Requirements.NONE.and("region", "eu")), mail);
        assertListed(bench, query -> query.requirements(Requirements.NONE.and("region", "us")));
        assertListed(bench, query -> query.updatedSince(since), later);
        assertListed(bench, query -> query.tag("blue").statuses(Set.of(TaskStatus.QUEUED)), tagged);
    }

    @Test
    default void R2_any_set_of_statuses_is_listed_in_order_and_complete(Bench bench) {
        ofEveryStatus(bench);
        ofEveryStatus(bench);
        TaskQuery everything = TaskQuery.all(Workspace.DEFAULT);
        List<Task> all = bench.inspection().list(everything);
        assertThat(all).extracting(Task::status).contains(TaskStatus.values());

        for (Set<TaskStatus> statuses : setsOfStatuses()) {
            assertThat(inPages(bench, everything.statuses(statuses).limit(2)))
                    .as("%s", statuses)
                    .isEqualTo(all.stream()
                            .filter(task -> statuses.isEmpty() || statuses.contains(task.status()))
                            .toList());
        }
    }

    private static List<Set<TaskStatus>> setsOfStatuses() {
        List<Set<TaskStatus>> sets = new ArrayList<>(List.of(Set.of()));
        for (TaskStatus status : TaskStatus.values()) {
            for (Set<TaskStatus> smaller : List.copyOf(sets)) {
                Set<TaskStatus> larger = EnumSet.of(status);
                larger.addAll(smaller);
                sets.add(larger);
            }
        }
        return sets;
    }

    private static void ofEveryStatus(Bench bench) {
        TaskId held = bench.enqueue(work().held());
        bench.end(bench.running(), new Outcome.Bury("broken"));
        bench.enqueue(TaskDraft.of("waiting"));
        bench.end(bench.running(), completed());
        bench.enqueue(work().dependsOn(held));
        bench.control().cancel(Workspace.DEFAULT, List.of(bench.enqueue(work())));
        bench.running();
    }

    private static List<Task> inPages(Bench bench, TaskQuery query) {
        List<Task> seen = new ArrayList<>();
        List<Task> page = bench.inspection().list(query);
        while (!page.isEmpty()) {
            seen.addAll(page);
            page = bench.inspection().list(query.after(page.get(page.size() - 1).id()));
        }
        return seen;
    }

    private static void assertListed(Bench bench, UnaryOperator<TaskQuery> narrowing, TaskId... expected) {
        assertThat(bench.inspection().list(narrowing.apply(TaskQuery.all(Workspace.DEFAULT))))
                .extracting(Task::id)
                .containsExactly(expected);
    }

    @Test
    default void R2_those_that_wait_for_a_task_are_listed(Bench bench) {
        TaskId on = bench.enqueue(work());
        List<TaskId> waiting = List.of(
                bench.enqueue(work().dependsOn(on)),
                bench.enqueue(work().dependsOn(on)),
                bench.enqueue(work().dependsOn(on)));

        assertThat(bench.inspection().dependants(Workspace.DEFAULT, on, 10)).isEqualTo(waiting);
        assertThat(bench.inspection().dependants(Workspace.DEFAULT, on, 2)).isEqualTo(waiting.subList(0, 2));
        assertThat(bench.inspection().dependants(Workspace.DEFAULT, waiting.get(0), 10))
                .isEmpty();
        assertThat(bench.inspection().dependants(new Workspace("other"), on, 10))
                .isEmpty();
    }

    @Test
    default void R3_statistics_are_exact(Bench bench) {
        bench.ended(completed());
        bench.ended(new Outcome.Bury("hopeless"));
        bench.running();
        bench.enqueue(2, () -> TaskDraft.of("mail"));
        bench.enqueue(TaskDraft.of("mail").held());
        bench.enqueue(work().workspace(TaskIntakeContract.ELSEWHERE));

        TaskStats stats = bench.inspection().stats(Workspace.DEFAULT);
        assertThat(stats.byTypeAndStatus())
                .isEqualTo(Map.of(
                        new TaskType("work"),
                                Map.of(TaskStatus.COMPLETED, 1L, TaskStatus.DEAD, 1L, TaskStatus.LEASED, 1L),
                        new TaskType("mail"), Map.of(TaskStatus.QUEUED, 2L, TaskStatus.HELD, 1L)));
        assertThat(stats.asOf()).isEqualTo(bench.clock().instant());
        assertThat(bench.inspection().stats(new Workspace("nobody")).total()).isZero();
    }

    @Test
    default void R3_statistics_tell_since_when_the_oldest_due_task_waits(Bench bench) {
        assertThat(bench.inspection().stats(Workspace.DEFAULT).oldestQueuedSince())
                .isNull();
        Instant start = bench.clock().instant();
        bench.enqueue(work().delay(Duration.ofSeconds(30)));
        bench.enqueue(work().delay(Duration.ofSeconds(20)));
        assertThat(bench.inspection().stats(Workspace.DEFAULT).oldestQueuedSince())
                .isNull();
        bench.advanceSeconds(25);
        bench.enqueue(work());
        assertThat(bench.inspection().stats(Workspace.DEFAULT).oldestQueuedSince())
                .isEqualTo(start.plusSeconds(20));
        bench.claim(10);
        assertThat(bench.inspection().stats(Workspace.DEFAULT).oldestQueuedSince())
                .isNull();
    }

    @Test
    default void R4_a_preview_names_what_a_claim_would_take_and_has_no_effect(Bench bench) {
        for (int priority : new int[] {5, 3, 9, 3, 1}) {
            bench.enqueue(work().priority(priority));
            bench.enqueue(work().priority(priority).delay(Duration.ofSeconds(1)));
        }
        bench.advanceSeconds(1);
        for (SchedulingStrategy strategy : SchedulingStrategy.values()) {
            ClaimRequest request = request(3, strategy);
            List<Task> before = bench.inspection().list(TaskQuery.all(Workspace.DEFAULT));
            ClaimPreview preview = bench.inspection().preview(request);
            assertThat(bench.inspection().preview(request).tasks())
                    .as("%s, asked again", strategy)
                    .hasSameSizeAs(preview.tasks());
            assertThat(bench.inspection().list(TaskQuery.all(Workspace.DEFAULT)))
                    .isEqualTo(before);
            if (strategy != SchedulingStrategy.WEIGHTED_RANDOM) {
                List<ClaimedTask> claimed = bench.leasing().claim(request);
                assertThat(preview.tasks()).extracting(Task::id).isEqualTo(Bench.ids(claimed));
                claimed.forEach(each -> bench.end(each, new Outcome.Release()));
            }
        }
    }

    @Test
    default void R4_the_preview_of_a_weighted_claim_names_the_smallest_tickets(Bench bench) {
        bench.enqueue(50, Bench::work);
        ClaimRequest request = request(5, SchedulingStrategy.WEIGHTED_RANDOM);
        List<Task> preview = bench.inspection().preview(request).tasks();

        assertThat(bench.leasing().claim(request))
                .extracting(claimed -> claimed.task().id())
                .isEqualTo(preview.stream().map(Task::id).toList());
    }

    @Test
    default void R4_a_preview_says_what_stands_in_the_way(Bench bench) {
        TaskId free = bench.enqueue(work());
        bench.enqueue(work().delay(Duration.ofHours(1)));
        bench.enqueue(work().require("region", "eu"));
        bench.enqueue(2, () -> TaskDraft.of("mail"));
        bench.enqueue(TaskDraft.of("print"));
        bench.enqueue(TaskDraft.of("far away").workspace(TaskIntakeContract.ELSEWHERE));
        bench.control().pause(Pause.type(Pause.Gate.CLAIMS, Workspace.DEFAULT, new TaskType("print")));

        ClaimPreview preview = bench.inspection().preview(Bench.of(types("work", "print"), request(10)));
        assertThat(preview.tasks()).extracting(Task::id).containsExactly(free);
        Requirements europe = Requirements.NONE.and("region", "eu");
        assertThat(preview.obstacles())
                .containsExactlyInAnyOrder(
                        new Obstacle(lane("work", Requirements.NONE), Reason.NOT_DUE, 1),
                        new Obstacle(lane("work", europe), Reason.REQUIREMENT_NOT_MET, 1),
                        new Obstacle(lane("mail", Requirements.NONE), Reason.TYPE_NOT_HANDLED, 2),
                        new Obstacle(lane("print", Requirements.NONE), Reason.PAUSED, 1));
    }

    private static Lane lane(String type, Requirements requirements) {
        return new Lane(Workspace.DEFAULT, new TaskType(type), requirements);
    }
}
