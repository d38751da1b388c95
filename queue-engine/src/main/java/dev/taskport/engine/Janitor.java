package dev.taskport.engine;

import dev.taskport.domain.Counted;
import dev.taskport.domain.Retention;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a store tidy. Every process takes back the tasks of workers that stopped renewing, every 5 s; one elected process
 * also removes what was kept long enough, mends missed dependencies, forgets dead workers and reports types that nobody
 * handles, every minute. Everything it does is safe to do twice at once.
 *
 * <p>It runs on a thread of its own while anybody uses it: worker pools do, and whoever calls {@link #start()}. Safe for use
 * by several threads.
 */
public final class Janitor implements AutoCloseable {

    /** How often every process looks for expired leases, about. */
    public static final Duration RECLAIM_EVERY = Duration.ofSeconds(5);

    /** How often the elected process does the rest. */
    public static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(Janitor.class);
    private static final int BATCH = 500;
    /** No round may go on for ever, however much there is to do: the next one continues. */
    private static final int BATCHES_MAX = 200;

    private final Engine engine;
    private final Election election;
    private final UnhandledTypes unhandled;
    private final ClockGate clock;
    private volatile Retention retention = Retention.DEFAULT;
    private int users;
    private @Nullable Rhythm rhythm;
    private boolean started;
    private long sweptAt;
    private boolean swept;
    private volatile boolean led;

    Janitor(Engine engine) {
        this.engine = engine;
        this.unhandled = new UnhandledTypes(engine.backend(), engine.pools());
        this.election = new Election(engine.backend(), "janitor", Processes.unique("janitor"));
        this.clock = new ClockGate(
                engine, "no task is taken back, so that live workers can renew their leases, and nothing is removed");
    }

    /** How long finished tasks are kept; by default {@link Retention#DEFAULT}. */
    public Janitor retention(Retention value) {
        retention = value;
        return this;
    }

    /** Keeps the janitor running until {@link #close()}, whether or not there are worker pools. */
    public synchronized void start() {
        if (!started) {
            started = true;
            begin();
        }
    }

    /** Does once, now, on this thread, all that there is to do. */
    public JanitorReport runOnce() {
        int reclaimed = reclaim();
        return sweep(reclaimed);
    }

    /** One round of its own thread; none while the clock is doubted, by which all of this is decided. */
    void beat() {
        if (!clock.open()) {
            return;
        }
        int reclaimed = reclaim();
        long now = engine.ticker().nanos();
        if (!swept || now - sweptAt >= SWEEP_EVERY.toNanos()) {
            swept = true;
            sweptAt = now;
            sweep(reclaimed);
        }
    }

    private int reclaim() {
        int reclaimed = 0;
        List<Task> batch;
        int batches = 0;
        do {
            batch = engine.backend().housekeeping().reclaimExpired(BATCH);
            batch.forEach(this::tell);
            reclaimed += batch.size();
        } while (batch.size() == BATCH && ++batches < BATCHES_MAX);
        return reclaimed;
    }

    private void tell(Task task) {
        boolean dead = task.status() == TaskStatus.DEAD;
        log.warn(
                "Task {} of type {} was taken back: its worker stopped renewing. It is {} now, after attempt {} of {}.",
                task.id(),
                task.type(),
                task.status(),
                task.state().attempt(),
                task.spec().maxAttempts());
        TaskHappening.Kind kind = dead ? TaskHappening.Kind.DEAD : TaskHappening.Kind.RECLAIMED;
        engine.listeners()
                .on(new TaskHappening(
                        kind, task.id(), task.type(), null, task.state().attempt(), null, "The lease ran out"));
    }

    private JanitorReport sweep(int reclaimed) {
        led = election.lead();
        if (!led) {
            return new JanitorReport(reclaimed, false, 0, 0, 0);
        }
        int pruned = batches(limit -> engine.backend().housekeeping().prune(retention, limit));
        int mended = engine.backend().housekeeping().sweepDependencies(BATCH);
        int purged = batches(limit -> engine.backend().housekeeping().purgeExpiredRecords(limit));
        if (mended > 0) {
            log.error(
                    "The end of a task was missed by {} depending on it; that was mended. This is a defect of Taskport, please report it.",
                    Counted.tasks(mended));
        }
        unhandled.report();
        log.debug("Janitor: {} reclaimed, {} pruned, {} records purged", reclaimed, pruned, purged);
        return new JanitorReport(reclaimed, true, pruned, mended, purged);
    }

    private static int batches(IntUnaryOperator step) {
        int total = 0;
        for (int batches = 0; batches < BATCHES_MAX; batches++) {
            int done = step.applyAsInt(BATCH);
            total += done;
            if (done < BATCH) {
                break;
            }
        }
        return total;
    }

    /** Keeps the janitor running until {@link #end()}. */
    synchronized void begin() {
        if (users++ == 0) {
            Rhythm beats = new Rhythm("taskport-janitor", this::pause, this::beat);
            rhythm = beats;
            beats.start();
        }
    }

    void end() {
        Rhythm last = leave();
        if (last != null) {
            last.close();
        }
    }

    private synchronized @Nullable Rhythm leave() {
        if (--users > 0) {
            return null;
        }
        Rhythm last = rhythm;
        rhythm = null;
        return last;
    }

    private void resign() {
        try {
            if (led) {
                election.resign();
            }
        } catch (RuntimeException e) { // the term ends by itself
            log.debug("The janitor could not resign: {}", e.getMessage());
        }
    }

    /** Spread, so that processes do not look in step. */
    private Duration pause() {
        return Duration.ofNanos(
                (long) (RECLAIM_EVERY.toNanos() * (0.8 + 0.2 * engine.random().nextDouble())));
    }

    /** Takes back what {@link #start()} did, and gives up the lead; worker pools keep it running as long as they need it. */
    @Override
    public void close() {
        boolean wasStarted;
        synchronized (this) {
            wasStarted = started;
            started = false;
        }
        if (wasStarted) {
            end();
        }
        resign();
    }
}
