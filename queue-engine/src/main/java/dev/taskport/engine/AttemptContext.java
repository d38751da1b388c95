package dev.taskport.engine;

import dev.taskport.domain.JsonText;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.Progress;
import dev.taskport.domain.Task;
import dev.taskport.port.LeaseAnswer;
import dev.taskport.port.LogAppend;
import dev.taskport.port.LogLevel;
import dev.taskport.port.ProgressReport;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a handler sees of its {@link Attempt}. */
final class AttemptContext implements TaskContext {

    private static final Logger log = LoggerFactory.getLogger(AttemptContext.class);

    private final Attempt attempt;
    private final Engine engine;
    private final LeaseKeeper leases;
    private final BooleanSupplier stopping;

    AttemptContext(Attempt attempt, Engine engine, LeaseKeeper leases, BooleanSupplier stopping) {
        this.attempt = attempt;
        this.engine = engine;
        this.leases = leases;
        this.stopping = stopping;
    }

    @Override
    public Task task() {
        return attempt.task();
    }

    @Override
    public JsonText payload() {
        return task().spec().payload();
    }

    @Override
    public int attempt() {
        return task().state().attempt();
    }

    @Override
    public void progress(int percent, @Nullable String note) {
        if (attempt.progress().say(new Progress(percent, note))) {
            sendProgress();
        }
    }

    /** Sends what was said last, if no heartbeat has done so yet. */
    void sendProgress() {
        @Nullable Progress said = attempt.progress().take();
        if (said == null) {
            return;
        }
        try {
            tell(() -> engine.backend().leasing().progress(List.of(new ProgressReport(attempt.lease(), said))));
        } finally {
            attempt.progress().sent();
        }
    }

    @Override
    public void log(LogLevel level, String message) {
        LogAppend line = new LogAppend(attempt.lease(), level, message);
        tell(() -> engine.backend().log().append(List.of(line)));
    }

    private void tell(Supplier<List<LeaseAnswer>> call) {
        if (!attempt.settles()) {
            return;
        }
        try {
            if (!call.get().equals(List.of(LeaseAnswer.APPLIED))) {
                leases.lost(attempt);
            }
        } catch (Throwable e) { // what a handler says is worth less than what it does
            log.debug("What task {} said was not kept: {}", task().id(), e.toString());
        }
    }

    @Override
    public boolean cancelled() {
        return attempt.stopped() != null || stopping.getAsBoolean();
    }

    @Override
    public void stopIfCancelled() {
        if (cancelled()) {
            throw new EarlyEnd(new Outcome.Release());
        }
    }

    @Override
    public Duration leaseLeft() {
        return Duration.ofNanos(Math.max(0, attempt.left(engine.ticker().nanos())));
    }

    @Override
    public void snooze(Duration delay) {
        throw new EarlyEnd(new Outcome.Snooze(delay));
    }
}
