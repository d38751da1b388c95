package dev.taskport.port.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class GroupCommitTest {

    private final Ledger ledger = new Ledger();
    private final GroupCommit<List<String>> commit =
            new GroupCommit<>("test-writer", ledger, GroupCommit.Leaders.CALLERS);
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        ledger.gate.countDown();
        commit.close();
        callers.shutdownNow();
    }

    @Test
    void a_lone_caller_writes_on_its_own_thread() {
        Thread writer = commit.write(tx -> Thread.currentThread());

        assertThat(writer).isSameAs(Thread.currentThread());
    }

    @Test
    void an_answer_comes_after_the_commit() {
        commit.write(add("a"));

        assertThat(ledger.committed()).containsExactly("a");
    }

    @Test
    void a_handler_thread_hands_over_to_a_plain_thread() throws Exception {
        assertHandsOver(HandlerOf::new);
    }

    @Test
    void a_virtual_thread_hands_over_to_a_plain_thread() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                Runtime.version().feature() >= 21, "virtual threads came with Java 21");
        assertHandsOver(GroupCommitTest::virtual);
    }

    private void assertHandsOver(Function<Runnable, Thread> threads) throws Exception {
        FutureTask<Thread> call = new FutureTask<>(() -> commit.write(tx -> Thread.currentThread()));
        threads.apply(call).start();

        Thread writer = call.get();

        assertThat(writer.getName()).isEqualTo("test-writer");
        assertThat(writer).isNotInstanceOf(HandlerThread.class);
        assertThat(writer.isDaemon()).isTrue();
    }

    @Test
    void a_write_behind_the_closing_is_refused_even_while_the_own_thread_is_just_ending() throws Exception {
        for (int i = 0; i < 2000; i++) {
            GroupCommit<List<String>> own =
                    new GroupCommit<>("own-writer", new Ledger(), GroupCommit.Leaders.OWN_THREAD);
            own.write(add("a"));
            own.close();
            Future<?> late = callers.submit(() -> own.write(add("late")));

            assertThatThrownBy(() -> late.get(20, TimeUnit.SECONDS))
                    .as("round %s", i)
                    .cause()
                    .isInstanceOf(TaskportException.class)
                    .extracting(thrown -> ((TaskportException) thrown).code())
                    .isEqualTo(ErrorCode.UNAVAILABLE);
        }
    }

    @Test
    void a_store_that_no_interrupt_may_meet_is_written_by_its_own_thread_only() {
        try (GroupCommit<List<String>> own =
                new GroupCommit<>("own-writer", new Ledger(), GroupCommit.Leaders.OWN_THREAD)) {
            assertThat(own.write(tx -> Thread.currentThread()).getName()).isEqualTo("own-writer");
        }
    }

    @Test
    void an_interrupt_before_the_call_neither_stops_it_nor_is_lost() {
        Thread.currentThread().interrupt();

        Thread writer = commit.write(tx -> {
            tx.add("a");
            return Thread.currentThread();
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(writer).isNotSameAs(Thread.currentThread());
        assertThat(ledger.committed()).containsExactly("a");
    }

    @Test
    void an_interrupt_while_waiting_neither_stops_the_call_nor_is_lost() throws Exception {
        Future<?> leader = busyLeader();
        FutureTask<Boolean> waiting = new FutureTask<>(() -> {
            commit.write(add("waited"));
            return Thread.interrupted();
        });
        Thread waiter = started(waiting);
        awaitParked(waiter);

        waiter.interrupt();
        awaitParked(waiter);
        ledger.gate.countDown();

        assertThat(waiting.get()).as("the interrupt flag").isTrue();
        leader.get();
        assertThat(ledger.committed()).containsExactly("first", "waited");
    }

    @Test
    void callers_that_wait_together_are_committed_together() throws Exception {
        Future<?> leader = busyLeader();
        List<FutureTask<Boolean>> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String name = "w" + i;
            FutureTask<Boolean> call = new FutureTask<>(() -> commit.write(add(name)));
            waiting.add(call);
            awaitParked(started(call));
        }

        ledger.gate.countDown();
        leader.get();
        for (FutureTask<Boolean> call : waiting) {
            call.get();
        }

        assertThat(ledger.committed()).hasSize(21);
        assertThat(ledger.transactions())
                .as("one of the leader, one of all that waited")
                .isEqualTo(2);
    }

    @Test
    void a_handler_thread_that_waits_behind_a_caller_is_written_by_the_own_thread() throws Exception {
        Future<?> leader = busyLeader();
        FutureTask<Thread> call = new FutureTask<>(() -> commit.write(tx -> Thread.currentThread()));
        Thread handler = new HandlerOf(call);
        handler.start();
        awaitParked(handler);

        ledger.gate.countDown();

        leader.get();
        assertThat(call.get().getName()).isEqualTo("test-writer");
    }

    @Test
    void one_that_fails_takes_nothing_from_the_others_of_its_group() throws Exception {
        Future<?> leader = busyLeader();
        FutureTask<Boolean> good = new FutureTask<>(() -> commit.write(add("good")));
        FutureTask<Boolean> bad = new FutureTask<>(() -> commit.write(tx -> {
            tx.add("half of bad");
            throw ErrorCode.ID_CONFLICT.error("taken");
        }));
        FutureTask<Boolean> alsoGood = new FutureTask<>(() -> commit.write(add("also good")));
        for (FutureTask<Boolean> call : List.of(good, bad, alsoGood)) {
            awaitParked(started(call));
        }

        ledger.gate.countDown();

        leader.get();
        assertThat(good.get()).isTrue();
        assertThat(alsoGood.get()).isTrue();
        assertThatThrownBy(bad::get)
                .cause()
                .isInstanceOfSatisfying(
                        TaskportException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ID_CONFLICT));
        assertThat(ledger.committed()).containsExactly("first", "good", "also good");
    }

    @Test
    void what_the_operations_of_a_group_leave_to_be_done_together_fails_only_for_those_that_brought_it()
            throws Exception {
        Future<?> leader = busyLeader();
        FutureTask<Boolean> good = new FutureTask<>(() -> commit.write(add("good")));
        FutureTask<Boolean> bad = new FutureTask<>(() -> commit.write(add("refused at the end")));
        for (FutureTask<Boolean> call : List.of(good, bad)) {
            awaitParked(started(call));
        }

        ledger.gate.countDown();

        leader.get();
        assertThat(good.get()).isTrue();
        assertThatThrownBy(bad::get).cause().isInstanceOf(IllegalArgumentException.class);
        assertThat(ledger.committed()).containsExactly("first", "good");
        assertThat(ledger.rollbacks).as("of the group, and of the one alone").isEqualTo(2);
    }

    @Test
    void a_rollback_that_breaks_its_word_and_throws_leaves_nobody_waiting() throws Exception {
        Future<?> leader = busyLeader();
        FutureTask<Boolean> bad = new FutureTask<>(() -> commit.write(tx -> {
            throw ErrorCode.ID_CONFLICT.error("taken");
        }));
        FutureTask<Boolean> good = new FutureTask<>(() -> commit.write(add("good")));
        awaitParked(started(bad));
        awaitParked(started(good));
        ledger.rollbackFailure = new IllegalStateException("disk gone");

        ledger.gate.countDown();

        leader.get(10, TimeUnit.SECONDS);
        for (FutureTask<Boolean> each : List.of(bad, good)) {
            assertThatThrownBy(() -> each.get(10, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            TaskportException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN));
        }
        ledger.rollbackFailure = null;
        assertThat(commit.write(add("after"))).isTrue();
    }

    @Test
    void a_lone_failure_is_rolled_back_and_thrown_as_it_is() {
        TaskportException failure = ErrorCode.INVALID_REQUEST.error("no");

        assertThatThrownBy(() -> commit.write(tx -> {
                    tx.add("half");
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(ledger.committed()).isEmpty();
        assertThat(ledger.rollbacks).isEqualTo(1);
    }

    @Test
    void after_a_failed_commit_the_outcome_is_unknown_to_the_whole_group() throws Exception {
        Future<?> leader = busyLeader();
        FutureTask<Boolean> one = new FutureTask<>(() -> commit.write(add("one")));
        FutureTask<Boolean> two = new FutureTask<>(() -> commit.write(add("two")));
        awaitParked(started(one));
        awaitParked(started(two));
        ledger.commitFailure = new IllegalStateException("disk gone");

        ledger.gate.countDown();

        for (Future<?> each : List.of(leader, one, two)) {
            assertThatThrownBy(each::get)
                    .cause()
                    .isInstanceOfSatisfying(
                            TaskportException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OUTCOME_UNKNOWN", "UNAVAILABLE"})
    void a_store_that_says_itself_what_became_of_a_failed_commit_is_not_said_over(ErrorCode code) {
        TaskportException told = code.error("The commit to tasks.db failed.");
        ledger.commitFailure = told;

        assertThatThrownBy(() -> commit.write(add("a"))).isSameAs(told);
    }

    @Test
    void a_transaction_that_does_not_begin_has_done_nothing() {
        ledger.beginFailure = ErrorCode.UNAVAILABLE.error("busy");

        assertThatThrownBy(() -> commit.write(add("a"))).isSameAs(ledger.beginFailure);

        ledger.beginFailure = null;
        commit.write(add("b"));
        assertThat(ledger.committed()).containsExactly("b");
    }

    @Test
    void a_write_inside_a_write_is_refused() {
        assertThatThrownBy(() -> commit.write(tx -> commit.write(add("inner"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside");
    }

    @Test
    void closing_writes_what_waits_and_then_refuses() throws Exception {
        Future<?> leader = busyLeader();
        FutureTask<Boolean> waiting = new FutureTask<>(() -> commit.write(add("waited")));
        awaitParked(started(waiting));
        Thread closer = started(new FutureTask<>(() -> {
            commit.close();
            return true;
        }));
        awaitParked(closer);

        ledger.gate.countDown();
        leader.get();
        waiting.get();
        closer.join();

        assertThat(ledger.committed()).containsExactly("first", "waited");
        assertRefused(() -> commit.write(add("late")));
        Thread.currentThread().interrupt();
        assertRefused(() -> commit.write(add("late, handed over")));
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void assertRefused(Callable<?> call) {
        assertThatThrownBy(call::call)
                .isInstanceOfSatisfying(
                        TaskportException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    @Test
    void under_load_every_answer_is_in_the_store_and_nothing_is_written_twice() throws Exception {
        ledger.gate.countDown();
        int perCaller = 2_000;
        List<FutureTask<Boolean>> calls = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            int number = caller;
            FutureTask<Boolean> call = new FutureTask<>(() -> {
                for (int i = 0; i < perCaller; i++) {
                    String name = number + "/" + i;
                    commit.write(add(name));
                    if (!ledger.holds(name)) {
                        return false;
                    }
                }
                return true;
            });
            calls.add(call);
            Thread thread = caller % 2 == 0 ? new Thread(call) : new HandlerOf(call);
            thread.start();
        }

        for (FutureTask<Boolean> call : calls) {
            assertThat(call.get()).as("every answer after its commit").isTrue();
        }
        assertThat(ledger.committed()).hasSize(8 * perCaller).doesNotHaveDuplicates();
    }

    private static Function<List<String>, Boolean> add(String name) {
        return tx -> tx.add(name);
    }

    /** A caller that leads and is held up in its commit until the gate opens. */
    private Future<?> busyLeader() throws InterruptedException {
        ledger.held = true;
        Future<?> leader = callers.submit(() -> commit.write(add("first")));
        assertThat(ledger.inCommit.await(10, TimeUnit.SECONDS)).isTrue();
        return leader;
    }

    private static Thread started(FutureTask<?> call) {
        Thread thread = new Thread(call);
        thread.start();
        return thread;
    }

    private static void awaitParked(Thread thread) {
        Awaitility.await()
                .pollInterval(1, TimeUnit.MILLISECONDS)
                .until(() -> thread.getState() == Thread.State.WAITING && !thread.isInterrupted());
    }

    private static Thread virtual(Runnable work) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (Thread) Class.forName("java.lang.Thread$Builder")
                    .getMethod("unstarted", Runnable.class)
                    .invoke(builder, work);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("virtual threads of this Java", e);
        }
    }

    private static final class HandlerOf extends Thread implements HandlerThread {
        HandlerOf(Runnable work) {
            super(work);
        }
    }

    /** A store in memory: a transaction is the list of names it adds. */
    private static final class Ledger implements GroupStore<List<String>> {
        private final List<String> committed = new ArrayList<>();
        private final Set<String> names = new HashSet<>();
        private final CountDownLatch inCommit = new CountDownLatch(1);
        private final CountDownLatch gate = new CountDownLatch(1);
        private volatile boolean held;
        private volatile @Nullable RuntimeException beginFailure;
        private volatile @Nullable RuntimeException commitFailure;
        private volatile @Nullable RuntimeException rollbackFailure;
        private int transactions;
        private int rollbacks;

        @Override
        public List<String> begin() {
            if (beginFailure != null) {
                throw beginFailure;
            }
            return new ArrayList<>();
        }

        @Override
        public void complete(List<String> transaction) {
            if (transaction.contains("refused at the end")) {
                throw new IllegalArgumentException("refused");
            }
        }

        @Override
        public void commit(List<String> transaction) {
            inCommit.countDown();
            if (held) {
                awaitGate();
            }
            if (commitFailure != null) {
                throw commitFailure;
            }
            synchronized (this) {
                transactions++;
                committed.addAll(transaction);
                names.addAll(transaction);
            }
        }

        @Override
        public void rollback(List<String> transaction) {
            rollbacks++;
            if (rollbackFailure != null) {
                throw rollbackFailure;
            }
        }

        private void awaitGate() {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        synchronized List<String> committed() {
            return List.copyOf(committed);
        }

        synchronized boolean holds(String name) {
            return names.contains(name);
        }

        synchronized int transactions() {
            return transactions;
        }
    }
}
