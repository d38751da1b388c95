package dev.taskport.app.demo;

import dev.taskport.app.output.ProgressBar;
import dev.taskport.domain.TaskId;
import dev.taskport.engine.TaskHappening;
import dev.taskport.engine.TaskListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Writes down every end of a task, and tells what is worth telling. Safe for use by several threads. */
final class Ledger implements TaskListener {

    private final Map<TaskId, AtomicInteger> completed = new ConcurrentHashMap<>();
    private final Narrator narrator;
    private @Nullable ProgressBar bar;

    Ledger(Narrator narrator) {
        this.narrator = narrator;
    }

    /** Shows the progress there. */
    Ledger onto(ProgressBar progress) {
        bar = progress;
        return this;
    }

    /** How many tasks were completed, if none of them twice; otherwise -1. */
    int endedOnce() {
        return completed.values().stream().allMatch(ends -> ends.get() == 1) ? completed.size() : -1;
    }

    @Override
    public void on(TaskHappening event) {
        switch (event.kind()) {
            case COMPLETED -> completed(event);
            case RETRIED ->
                narrator.tell(
                        "task " + event.task() + " failed at attempt " + event.attempt() + " and will be tried again");
            case DEAD -> narrator.tell("task " + event.task() + " failed for good and is DEAD");
            case RECLAIMED -> narrator.tell("task " + event.task() + " was taken back: its worker is gone");
            default -> {
                // the rest is everyday work
            }
        }
    }

    private void completed(TaskHappening event) {
        completed.computeIfAbsent(event.task(), id -> new AtomicInteger()).incrementAndGet();
        ProgressBar shown = bar;
        if (shown != null) {
            shown.at(completed.size());
        }
    }
}
