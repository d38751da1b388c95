package dev.taskport.engine;

import dev.taskport.domain.WorkerId;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that serve one worker beside those of its handlers: claiming, renewing, guarding, reporting, listening,
 * registering.
 */
final class WorkerThreads {

    private static final Logger log = LoggerFactory.getLogger(WorkerThreads.class);
    private static final Duration GUARD_EVERY = Duration.ofMillis(250);
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(1);
    private static final Duration HINT_WAIT = Duration.ofMillis(200);

    private final Engine engine;
    private final Worker worker;
    private final WorkerId id;
    private final WorkerRegistry registry;
    private final Thread claiming;
    private final Rhythm renewing;
    private final Rhythm guarding;
    private final Rhythm reporting;
    private final Rhythm listening;
    private final Rhythm registering;
    /** Where the stream of hints stood last; the listening thread's own. */
    private long hints;

    WorkerThreads(Engine engine, WorkerPool pool, Worker worker) {
        this.engine = engine;
        this.worker = worker;
        this.id = pool.id();
        LeaseKeeper leases = worker.leases();
        this.registry = new WorkerRegistry(engine.backend());
        String name = "taskport-" + id;
        this.claiming = new Thread(worker::run, name + "-claim");
        this.claiming.setDaemon(true);
        this.renewing = new Rhythm(name + "-renew", leases::pause, leases::renew);
        this.guarding = new Rhythm(name + "-guard", () -> GUARD_EVERY, this::guard);
        this.reporting = new Rhythm(
                name + "-report", () -> PROGRESS_EVERY, new ProgressKeeper(engine, worker.attempts(), leases)::beat);
        this.listening = new Rhythm(name + "-listen", () -> Duration.ZERO, this::listen);
        this.registering =
                new Rhythm(name + "-register", () -> WorkerRegistry.BEAT_EVERY, () -> registry.beat(pool.entry()));
    }

    void start() {
        renewing.start();
        guarding.start();
        reporting.start();
        listening.start();
        registering.start();
        claiming.start();
    }

    private void guard() {
        worker.leases().guard();
        worker.runner().giveBackWaiting();
    }

    private void listen() {
        try {
            long position = engine.backend().wakeups().await(hints, HINT_WAIT);
            if (position != hints) {
                hints = position;
                worker.wake();
            }
        } catch (InterruptedException e) {
            log.debug("Somebody interrupted a thread of worker {}; it goes on", id);
        }
    }

    /** Whether the worker still has something to settle. */
    boolean claiming() {
        return claiming.isAlive();
    }

    void close() {
        Waiting.join(claiming);
        renewing.close();
        guarding.close();
        reporting.close();
        listening.stop(); // It waits for a hint and holds nothing, so nobody waits for it.
        registering.close();
        try {
            registry.forget(id);
        } catch (RuntimeException e) { // the entry expires by itself
            log.debug("Worker {} could not be taken off the register: {}", id, e.getMessage());
        }
    }
}
