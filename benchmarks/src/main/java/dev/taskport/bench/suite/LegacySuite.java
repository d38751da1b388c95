package dev.taskport.bench.suite;

import dev.taskport.bench.Latencies;
import dev.taskport.bench.Measure;
import dev.taskport.bench.Measured;
import dev.taskport.bench.Suite;
import dev.taskport.bench.Trial;
import dev.taskport.bench.peer.TaskportPeer;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskStatus;
import dev.taskport.engine.Taskport;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.TaskLeasing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** A legacy JSON file, operation by operation, beside writing the whole file at every change, SQLite, and memory. */
final class LegacySuite implements Suite {

    private static final List<Integer> SIZES = List.of(85, 1_000, 10_000);
    private static final int OPERATIONS_MAX = 2_000;
    /** There are many operations, so each gets a part of the window. */
    private static final int WINDOW_PARTS = 5;

    private static final String MARK = "whole file, synced";

    /** One operation on tasks that wait. */
    private enum Operation {
        ENQUEUE("enqueue one"),
        CLAIM_AND_END("claim and end one");

        private final String words;

        Operation(String words) {
            this.words = words;
        }
    }

    private final Setup setup;

    LegacySuite(Setup setup) {
        this.setup = setup;
    }

    @Override
    public String name() {
        return "legacy";
    }

    @Override
    public String title() {
        return "One operation at a time, each durable when it returns except in memory, while tasks wait";
    }

    @Override
    public String mark() {
        return MARK;
    }

    private List<Integer> sizes() {
        int most = Collections.max(setup.sizes());
        return SIZES.stream().filter(size -> size <= most).toList();
    }

    private Map<String, Function<Path, String>> stores() {
        Map<String, Function<Path, String>> stores = new LinkedHashMap<>();
        stores.put(
                "Taskport, legacy JSON",
                folder -> "json:" + folder.resolve("task-queue.json") + "?task-limit=1000000&size-limit=1000000000");
        stores.put(
                "Taskport, SQLite " + setup.durability(),
                folder -> "sqlite:" + folder.resolve("taskport.db") + "?durability="
                        + setup.durability().option());
        stores.put("Taskport, memory", folder -> "memory:");
        return stores;
    }

    @Override
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            for (int size : sizes()) {
                String work = String.format("%s, %,d wait", operation.words, size);
                trials.add(new Trial(work, MARK, folder -> wholeFile(operation, size, folder)));
                stores().forEach((name, address) ->
                        trials.add(new Trial(work, name, folder -> store(operation, size, address.apply(folder)))));
            }
        }
        return trials;
    }

    private Map<Measure, Double> wholeFile(Operation operation, int size, Path folder) throws Exception {
        WholeFile file = new WholeFile(folder.resolve("tasks.json"));
        String payload = setup.load().payload();
        file.enqueue(Collections.nCopies(size, payload));
        Measured measured = timing(size, operation, () -> {
            if (operation == Operation.ENQUEUE) {
                file.enqueue(List.of(payload));
            } else {
                file.claimAndEnd();
            }
            return 1;
        });
        require(file.stored(), size, operation, measured.tasks());
        return measured.figures();
    }

    private Map<Measure, Double> store(Operation operation, int size, String address) throws Exception {
        try (Taskport taskport = Taskport.open(address)) {
            String payload = setup.load().payload();
            taskport.queue().enqueue(Collections.nCopies(size, draft(payload))).forEach(TaskportPeer::requireCreated);
            ClaimRequest claim = MemorySuite.claim(1);
            Measured measured = timing(size, operation, () -> {
                if (operation == Operation.ENQUEUE) {
                    TaskportPeer.requireCreated(taskport.queue().enqueue(draft(payload)));
                } else {
                    claimAndEnd(taskport.backend().leasing(), claim);
                }
                return 1;
            });
            require(taskport.queue().stats().count(TaskStatus.QUEUED), size, operation, measured.tasks());
            return measured.figures();
        }
    }

    private static void claimAndEnd(TaskLeasing leasing, ClaimRequest claim) {
        List<ClaimedTask> held = leasing.claim(claim);
        leasing.settle(MemorySuite.ends(held)).forEach(MemorySuite::requireApplied);
    }

    private static TaskDraft draft(String payload) {
        return TaskDraft.of("mail").payload(payload);
    }

    private Measured timing(int size, Operation operation, Callable<Integer> once) throws Exception {
        int most = operation == Operation.ENQUEUE ? OPERATIONS_MAX : Math.min(size, OPERATIONS_MAX);
        Latencies latencies = new Latencies();
        long end = System.nanoTime() + setup.window().toNanos() / WINDOW_PARTS;
        Measured measured = Measured.timing(() -> {
            int done = 0;
            while (done < most && System.nanoTime() - end < 0) {
                long start = System.nanoTime();
                done += once.call();
                latencies.add(System.nanoTime() - start);
            }
            return done;
        });
        return measured.with(latencies.figures());
    }

    private static void require(long stored, int size, Operation operation, int done) {
        int expected = operation == Operation.ENQUEUE ? size + done : size - done;
        if (stored != expected) {
            throw new IllegalStateException(
                    stored + " tasks wait in the store, where " + expected + " should after " + done + " operations.");
        }
    }
}
