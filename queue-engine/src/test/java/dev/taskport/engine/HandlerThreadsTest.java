package dev.taskport.engine;

import static dev.taskport.engine.TestStore.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HandlerThreadsTest {

    private static final int MOST = 3;

    enum Kind {
        PLATFORM,
        VIRTUAL;

        HandlerThreads threads() {
            return threads(MOST);
        }

        HandlerThreads threads(int most) {
            assumeTrue(this == PLATFORM || Runtime.version().feature() >= 21, "this Java has no virtual threads");
            return this == PLATFORM ? new PlatformThreads("test", most) : new VirtualThreads("test", most);
        }
    }

    private static void done(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void every_run_is_run_once_however_they_come(Kind kind) throws Exception {
        HandlerThreads threads = kind.threads();
        int producers = 4;
        int each = 5_000;
        CountDownLatch ran = new CountDownLatch(producers * each);
        List<Thread> all = Stream.generate(() -> new Thread(() -> produce(threads, each, ran)))
                .limit(producers)
                .toList();
        all.forEach(Thread::start);
        done(ran);
        threads.end();
    }

    /** In portions, so that the queue runs empty now and then. */
    private static void produce(HandlerThreads threads, int runs, CountDownLatch ran) {
        for (int i = 1; i <= runs; i++) {
            CountDownLatch mine = new CountDownLatch(1);
            threads.execute(() -> {
                mine.countDown();
                ran.countDown();
            });
            if (i % 100 == 0) {
                await().atMost(SOON).until(() -> mine.getCount() == 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_run_that_comes_when_the_only_thread_is_lying_down_is_never_forgotten(Kind kind) throws Exception {
        for (int callers = 1; callers <= 2; callers++) {
            HandlerThreads threads = kind.threads(1);
            AtomicInteger ran = new AtomicInteger();
            int step = callers;
            List<Thread> all = Stream.generate(() -> new Thread(() -> inStep(threads, step, ran)))
                    .limit(callers)
                    .toList();
            all.forEach(Thread::start);
            for (Thread caller : all) {
                caller.join(SOON.toMillis());
                assertThat(caller.isAlive()).as("a run was forgotten").isFalse();
            }
            threads.end();
        }
    }

    /** Hands one run over as soon as those before it are over, at the same moment as the other callers do. */
    private static void inStep(HandlerThreads threads, int callers, AtomicInteger ran) {
        for (int round = 1; round <= 20_000; round++) {
            threads.execute(ran::incrementAndGet);
            for (int looks = 0; ran.get() < round * callers; looks++) {
                if (looks > 10_000) {
                    LockSupport.parkNanos(1);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void as_many_run_at_once_as_asked_for_and_no_more(Kind kind) throws Exception {
        HandlerThreads threads = kind.threads();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch open = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(10);
        for (int i = 0; i < 10; i++) {
            threads.execute(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Waiting.join(opener(open));
                running.decrementAndGet();
                ended.countDown();
            });
        }
        await().atMost(SOON).until(() -> running.get() == MOST);
        open.countDown();
        done(ended);
        assertThat(most).hasValue(MOST);
        threads.end();
    }

    /** A thread that ends when the latch is open. */
    private static Thread opener(CountDownLatch open) {
        Thread thread = new Thread(() -> {
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }

    @ParameterizedTest
    @EnumSource
    void what_a_run_throws_or_leaves_behind_does_not_reach_the_next(Kind kind) throws Exception {
        HandlerThreads threads = kind.threads();
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch ran = new CountDownLatch(2 * MOST);
        for (int i = 0; i < 2 * MOST; i++) {
            threads.execute(() -> {
                ran.countDown();
                throw new IllegalStateException("on purpose");
            });
        }
        done(ran);
        CountDownLatch next = new CountDownLatch(1);
        threads.execute(() -> {
            interrupted.set(Thread.currentThread().isInterrupted());
            next.countDown();
        });
        done(next);
        assertThat(interrupted).isFalse();
        threads.end();
    }

    @ParameterizedTest
    @EnumSource
    void the_end_interrupts_what_runs_and_begins_nothing_more(Kind kind) throws Exception {
        HandlerThreads threads = kind.threads();
        CountDownLatch entered = new CountDownLatch(MOST);
        CountDownLatch interrupted = new CountDownLatch(MOST);
        AtomicInteger began = new AtomicInteger();
        List<Thread> ran = new ArrayList<>();
        for (int i = 0; i < 2 * MOST; i++) {
            threads.execute(() -> {
                began.incrementAndGet();
                synchronized (ran) {
                    ran.add(Thread.currentThread());
                }
                entered.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            });
        }
        done(entered);
        threads.end();
        done(interrupted);
        await().atMost(SOON).until(() -> ran.stream().noneMatch(Thread::isAlive));
        assertThat(began).hasValue(MOST);
        assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }
}
