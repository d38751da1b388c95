package dev.taskport.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs something in several threads that start at the same moment. */
final class Threads {

    /** What one thread does. */
    interface Part {
        void run(int number) throws Exception;
    }

    private Threads() {}

    /** Runs {@code part} with the numbers from 0, each in a thread of its own, and waits for all; the first error is thrown. */
    static void run(int count, Part part) {
        CyclicBarrier start = new CyclicBarrier(count);
        List<FutureTask<Integer>> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            FutureTask<Integer> task = new FutureTask<>(() -> {
                await(start);
                part.run(number);
                return number;
            });
            parts.add(task);
            new Thread(task, "contract-" + number).start();
        }
        parts.forEach(Threads::join);
    }

    private static void await(CyclicBarrier start) throws InterruptedException {
        try {
            start.await();
        } catch (BrokenBarrierException broken) {
            throw new IllegalStateException("Another thread was interrupted before the start", broken);
        }
    }

    private static void join(FutureTask<Integer> part) {
        try {
            part.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The test was interrupted, perhaps by its timeout", interrupted);
        } catch (ExecutionException failed) {
            throw new AssertionError("A thread failed: " + failed.getCause(), failed.getCause());
        }
    }
}
