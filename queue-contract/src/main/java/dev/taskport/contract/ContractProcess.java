package dev.taskport.contract;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.WorkerId;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider;
import dev.taskport.port.PersistenceBackend;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Another process on the same store: told on its command line what to do, and telling on its standard output, line by
 * line, what was acknowledged to it. {@link ProcessContract} starts it, and kills it.
 */
public final class ContractProcess {

    private final PersistenceBackend backend;
    private final WorkerId worker;

    private ContractProcess(PersistenceBackend backend, WorkerId worker) {
        this.backend = backend;
        this.worker = worker;
    }

    /** The arguments are scheme, location, instant, name and command. */
    public static void main(String[] args) throws IOException {
        InstantSource clock = InstantSource.fixed(Instant.parse(args[2]));
        BackendOptions options =
                BackendOptions.defaults().clock(clock).strategies(EnumSet.allOf(SchedulingStrategy.class));
        BackendAddress address = new BackendAddress(args[0], args[1], Map.of());
        try (PersistenceBackend backend =
                provider(args[0]).open(address, options, BackendProvider.OpenMode.MUST_EXIST)) {
            new ContractProcess(backend, new WorkerId(args[3])).run(args[4]);
        }
    }

    private static BackendProvider provider(String scheme) {
        return ServiceLoader.load(BackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.scheme().equals(scheme))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no backend for " + scheme));
    }

    private void run(String command) throws IOException {
        switch (command) {
            case "work" -> work();
            case "work for ever" -> workForEver();
            case "enqueue for ever" -> enqueueForEver();
            case "hold" -> hold();
            default -> throw new IllegalArgumentException("There is no command " + command);
        }
    }

    /** Claims and completes until nothing is left. */
    private void work() {
        while (completeOne()) {
            Thread.onSpinWait();
        }
    }

    private void workForEver() {
        while (true) {
            completeOne();
        }
    }

    private boolean completeOne() {
        List<ClaimedTask> claimed = backend.leasing().claim(Bench.by(worker, Bench.request(1)));
        for (ClaimedTask each : claimed) {
            say("claimed", each.task().id());
            backend.leasing().settle(List.of(new Settlement(each.lease(), Bench.completed())));
            say("completed", each.task().id());
        }
        return !claimed.isEmpty();
    }

    private void enqueueForEver() {
        for (long id = TaskId.of(SettableClock.START.toEpochMilli(), 900, 0).value(); ; id++) {
            TaskId task = new TaskId(id);
            backend.intake().enqueue(List.of(Bench.work().as(task)));
            say("enqueued", task);
        }
    }

    /** Claims a task and keeps it until this process is killed. */
    private void hold() throws IOException {
        ClaimedTask claimed =
                backend.leasing().claim(Bench.by(worker, Bench.request(1))).get(0);
        say("claimed", claimed.task().id());
        // Nothing is ever written to this process, so this waits for its end.
        System.in.read();
    }

    private static void say(String what, TaskId task) {
        System.out.println(what + " " + task);
        System.out.flush();
    }
}
