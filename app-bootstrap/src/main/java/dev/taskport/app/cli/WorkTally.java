package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.ExitCode;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.ProgressBar;
import dev.taskport.app.output.Style;
import dev.taskport.app.output.Words;
import dev.taskport.domain.WorkerId;
import dev.taskport.engine.TaskHappening;
import dev.taskport.engine.TaskListener;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts how a worker's attempts ended. Safe for use by several threads. */
final class WorkTally implements TaskListener {

    private final Map<TaskHappening.Kind, LongAdder> counts = new EnumMap<>(TaskHappening.Kind.class);
    private final ProgressBar bar;

    WorkTally(ProgressBar bar) {
        this.bar = bar;
        for (TaskHappening.Kind kind : TaskHappening.Kind.values()) {
            counts.put(kind, new LongAdder());
        }
    }

    @Override
    public void on(TaskHappening event) {
        of(event.kind()).increment();
        if (event.kind() == TaskHappening.Kind.COMPLETED) {
            bar.advance(1);
        }
    }

    Answer answer(WorkerId worker, boolean stoppedWell) {
        return new Worked(
                worker,
                count(TaskHappening.Kind.COMPLETED),
                count(TaskHappening.Kind.RETRIED),
                count(TaskHappening.Kind.DEAD),
                count(TaskHappening.Kind.SNOOZED),
                count(TaskHappening.Kind.LEASE_LOST),
                stoppedWell);
    }

    private long count(TaskHappening.Kind kind) {
        return of(kind).sum();
    }

    private LongAdder of(TaskHappening.Kind kind) {
        return counts.computeIfAbsent(kind, unknown -> new LongAdder());
    }

    record Worked(
            WorkerId worker, long completed, long retried, long dead, long snoozed, long lost, boolean stoppedWell)
            implements Answer {

        @Override
        public Object json() {
            return Json.object(
                    "worker", worker,
                    "completed", completed,
                    "retried", retried,
                    "dead", dead,
                    "snoozed", snoozed,
                    "leaseLost", lost,
                    "stoppedWell", stoppedWell);
        }

        @Override
        public String text(Style style) {
            return Words.tasks(completed) + " completed, " + retried + " to be tried again, " + dead + " dead, "
                    + snoozed
                    + " put back for later" + (lost == 0 ? "." : ", " + lost + " taken over by others.")
                    + (stoppedWell
                            ? ""
                            : " Not every task ended in time; the others were given back or run again after their lease.");
        }

        @Override
        public int exitCode() {
            return stoppedWell ? ExitCode.DONE : ExitCode.FAILED;
        }
    }
}
