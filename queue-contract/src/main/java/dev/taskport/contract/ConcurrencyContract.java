package dev.taskport.contract;

import static dev.taskport.contract.Bench.by;
import static dev.taskport.contract.Bench.completed;
import static dev.taskport.contract.Bench.request;
import static dev.taskport.contract.Bench.work;
import static dev.taskport.contract.Bench.worker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lease;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.Workspace;
import dev.taskport.port.EnqueueAnswer;
import dev.taskport.port.LeaseAnswer;
import dev.taskport.port.NodeGrant;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.TaskStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a backend promises to many threads at once. */
public interface ConcurrencyContract extends BackendContract {

    /** Stands at each test: on the interface it would hold for the whole class that implements it. */
    int TIMEOUT_SECONDS = 120;

    @Test
    @Timeout(TIMEOUT_SECONDS)
    default void L1_P6_threads_claim_each_task_once(Bench bench) {
        List<TaskId> tasks = bench.enqueue(400, Bench::work);
        Queue<TaskId> taken = new ConcurrentLinkedQueue<>();
        SchedulingStrategy[] strategies = SchedulingStrategy.values();
        Threads.run(8, number -> {
            var claim = by(worker(number), request(3, strategies[number % strategies.length]));
            List<ClaimedTask> claimed = bench.leasing().claim(claim);
            while (!claimed.isEmpty()) {
                taken.addAll(Bench.ids(claimed));
                assertThat(bench.leasing()
                                .settle(claimed.stream()
                                        .map(each -> new Settlement(each.lease(), completed()))
                                        .toList()))
                        .containsOnly(SettleAnswer.APPLIED);
                claimed = bench.leasing().claim(claim);
            }
        });
        assertThat(taken).containsExactlyInAnyOrderElementsOf(tasks);
        assertThat(bench.inspection().stats(Workspace.DEFAULT).count(TaskStatus.COMPLETED))
                .isEqualTo(400);
    }

    @Test
    @Timeout(TIMEOUT_SECONDS)
    default void I3_P6_of_many_that_enqueue_one_key_one_creates(Bench bench) {
        int keys = 30;
        Queue<EnqueueAnswer> created = new ConcurrentLinkedQueue<>();
        Threads.run(8, number -> {
            for (int key = 0; key < keys; key++) {
                bench.enqueue(bench.task(work().key("key-" + key))).stream()
                        .filter(answer -> !answer.duplicate())
                        .forEach(created::add);
            }
        });
        assertThat(created).hasSize(keys);
        assertThat(bench.inspection().stats(Workspace.DEFAULT).total()).isEqualTo(keys);
    }

    @Test
    @Timeout(TIMEOUT_SECONDS)
    default void L2_P5_of_many_that_settle_one_lease_one_is_applied(Bench bench) {
        for (int round = 0; round < 20; round++) {
            Lease lease = bench.running().lease();
            Queue<SettleAnswer> answers = new ConcurrentLinkedQueue<>();
            Threads.run(4, number -> answers.add(bench.settle(lease, completed())));
            assertThat(answers)
                    .containsExactlyInAnyOrder(
                            SettleAnswer.APPLIED,
                            SettleAnswer.ALREADY_APPLIED,
                            SettleAnswer.ALREADY_APPLIED,
                            SettleAnswer.ALREADY_APPLIED);
        }
    }

    @Test
    @Timeout(TIMEOUT_SECONDS)
    default void L9_dependencies_that_complete_at_once_unblock_their_dependant(Bench bench) {
        for (int round = 0; round < 30; round++) {
            List<TaskId> on = bench.enqueue(4, Bench::work);
            List<ClaimedTask> claimed = bench.claim(4);
            TaskId dependant = bench.enqueue(work().dependsOn(on));
            Threads.run(4, number -> bench.end(claimed.get(number), completed()));

            assertThat(bench.find(dependant).status()).isEqualTo(TaskStatus.QUEUED);
            bench.end(bench.claim(), completed());
        }
        assertThat(bench.housekeeping().sweepDependencies(1000)).isZero();
    }

    @Test
    @Timeout(TIMEOUT_SECONDS)
    default void I4_a_dependency_that_completes_while_a_task_is_enqueued_is_not_missed(Bench bench) {
        for (int round = 0; round < 30; round++) {
            ClaimedTask on = bench.running();
            Queue<TaskId> enqueued = new ConcurrentLinkedQueue<>();
            Threads.run(2, number -> {
                if (number == 0) {
                    bench.end(on, completed());
                } else {
                    enqueued.add(bench.enqueue(work().dependsOn(on.task().id())));
                }
            });
            assertThat(bench.find(enqueued.element()).status()).isEqualTo(TaskStatus.QUEUED);
            bench.end(bench.claim(), completed());
        }
    }

    @Test
    @Timeout(TIMEOUT_SECONDS)
    default void H1_P6_reclaim_and_renewal_at_once_leave_one_of_them_the_winner(Bench bench) {
        for (int round = 0; round < 20; round++) {
            ClaimedTask claimed = bench.running();
            bench.advance(Lease.DEFAULT.plusSeconds(1));
            AtomicInteger renewed = new AtomicInteger();
            AtomicInteger reclaimed = new AtomicInteger();
            Threads.run(3, number -> {
                if (number == 0) {
                    renewed.addAndGet(Leases.renew(bench, claimed.lease()) == LeaseAnswer.APPLIED ? 1 : 0);
                } else {
                    reclaimed.addAndGet(bench.housekeeping().reclaimExpired(10).size());
                }
            });
            assertThat(renewed.get() + reclaimed.get()).isEqualTo(1);
            assertThat(bench.find(claimed.task().id()).status())
                    .isEqualTo(renewed.get() == 1 ? TaskStatus.LEASED : TaskStatus.QUEUED);
            bench.control().cancel(Workspace.DEFAULT, List.of(claimed.task().id()));
        }
    }

    @Test
    @Timeout(TIMEOUT_SECONDS)
    default void S1_S2_of_many_that_count_in_one_record_none_is_lost(Bench bench) {
        RecordKey key = new RecordKey(Workspace.DEFAULT, "notes", "counter");
        Threads.run(4, number -> {
            for (int done = 0; done < 25; ) {
                var stored = bench.backend().records().get(key);
                long version = stored.map(found -> found.version()).orElse(0L);
                var next = JsonText.of(Long.toString(version + 1));
                done += bench.backend()
                                .records()
                                .write(List.of(new RecordWrite.Put(key, next, version, null)))
                                .isEmpty()
                        ? 1
                        : 0;
            }
        });
        assertThat(bench.backend().records().get(key).orElseThrow().version()).isEqualTo(100);
    }

    @Test
    @Timeout(TIMEOUT_SECONDS)
    default void N1_threads_never_share_a_millisecond_of_a_node(Bench bench) {
        Queue<NodeGrant> grants = new ConcurrentLinkedQueue<>();
        Threads.run(8, number -> {
            for (int i = 0; i < 10; i++) {
                grants.add(bench.backend().nodes().reserve(null, 100));
            }
        });
        assertThat(grants.stream().map(NodeGrant::node).distinct()).hasSize(80);
    }

    @Test
    @Timeout(TIMEOUT_SECONDS)
    default void P6_interrupts_neither_break_a_call_in_two_nor_cost_the_store_a_lock(Bench bench) {
        int workers = 64;
        List<TaskId> tasks = bench.enqueue(workers * 4, Bench::work);
        Queue<TaskId> completed = new ConcurrentLinkedQueue<>();
        Threads.run(workers, number -> {
            Random random = new Random(number);
            for (int i = 0; i < 4; i++) {
                if (random.nextBoolean()) {
                    Thread.currentThread().interrupt();
                }
                boolean interrupted = Thread.currentThread().isInterrupted();
                ClaimedTask claimed =
                        bench.leasing().claim(by(worker(number), request(1))).get(0);
                assertThat(bench.settle(claimed.lease(), completed())).isEqualTo(SettleAnswer.APPLIED);
                completed.add(claimed.task().id());
                assertThat(Thread.interrupted()).as("the interrupt flag").isEqualTo(interrupted);
            }
        });
        assertThat(completed).containsExactlyInAnyOrderElementsOf(tasks);
        bench.enqueue(work());
        bench.end(bench.claim(), completed());
    }

    @Test
    @Timeout(TIMEOUT_SECONDS)
    default void P6_threads_that_are_interrupted_from_outside_leave_the_store_whole(Bench bench) {
        int workers = 64;
        List<Thread> running = new ArrayList<>();
        bench.enqueue(workers * 3, Bench::work);
        AtomicInteger applied = new AtomicInteger();
        AtomicInteger finished = new AtomicInteger();
        for (int number = 0; number < workers; number++) {
            int name = number;
            running.add(new Thread(() -> {
                var claim = by(worker(name), request(1));
                for (List<ClaimedTask> mine = bench.leasing().claim(claim);
                        !mine.isEmpty();
                        mine = bench.leasing().claim(claim)) {
                    applied.addAndGet(bench.settle(mine.get(0).lease(), completed()) == SettleAnswer.APPLIED ? 1 : 0);
                }
                finished.incrementAndGet();
            }));
        }
        running.forEach(Thread::start);
        Random random = new Random(64);
        while (running.stream().anyMatch(Thread::isAlive)) {
            running.get(random.nextInt(workers)).interrupt();
            Thread.onSpinWait();
        }
        TaskStats stats = bench.inspection().stats(Workspace.DEFAULT);
        assertThat(finished).as("threads that ended without an error").hasValue(workers);
        assertThat(applied).hasValue(workers * 3);
        assertThat(stats.count(TaskStatus.COMPLETED)).isEqualTo(workers * 3L);
        assertThat(bench.backend().care().check()).allMatch(check -> check.ok());
    }
}
