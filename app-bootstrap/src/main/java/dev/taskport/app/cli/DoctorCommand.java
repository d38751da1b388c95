package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.ExitCode;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.Style;
import dev.taskport.app.output.Words;
import dev.taskport.app.store.BackendChange;
import dev.taskport.app.store.StoreUsers;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.TaskportException;
import dev.taskport.engine.TaskQueue;
import dev.taskport.engine.Taskport;
import dev.taskport.engine.WorkerEntry;
import dev.taskport.port.BackendCare.Check;
import dev.taskport.port.BackendProvider.OpenMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description =
                "Look whether everything is as it should be: store, schema, workers, configuration. Changes nothing.",
        footer = {"%nExample:", "  taskport doctor --probe"})
final class DoctorCommand implements Callable<Integer> {

    @Option(
            names = "--probe",
            description = "Also let a task of the reserved type taskport.probe run through a live worker.")
    boolean probe;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "How long to wait for the probe; 30s by default.")
    String timeout = "30s";

    private final Invocation run;

    DoctorCommand(Invocation run) {
        this.run = run;
    }

    @Override
    public Integer call() throws Exception {
        Duration atMost = Inputs.duration("--timeout", timeout);
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("backend", true, run.address()));
        checks.add(configuredAgainstUsed());
        if (run.ofOneProcess()) {
            checks.add(new Check(
                    "store",
                    false,
                    "each process has a memory of its own, which ends with it; this command cannot look into that of"
                            + " another. Ask the process itself, or name a durable store"));
            return run.answer(new Diagnosis(checks));
        }
        try (Taskport taskport = open()) {
            checks.addAll(taskport.backend().current().care().check());
            checks.add(users(taskport));
            checks.add(heartbeats(taskport));
            if (probe) {
                checks.add(probed(taskport, atMost));
            }
        } catch (TaskportException problem) {
            if (problem.code() != ErrorCode.NOT_FOUND) {
                throw problem;
            }
            checks.add(new Check("store", false, "there is none yet; \"taskport init\" creates it"));
        }
        return run.answer(new Diagnosis(checks));
    }

    /** A look is without effect, and refused by nothing; a probe must write. */
    private Taskport open() {
        return Taskport.open(
                run.configuration().backend(),
                run.configuration().backendOptions(),
                probe ? OpenMode.MUST_EXIST : OpenMode.READ_ONLY);
    }

    private Check configuredAgainstUsed() {
        if (run.global().backend != null) {
            return new Check("used", true, "this store is named for this once, whatever this folder uses");
        }
        return new BackendChange(run.configuration())
                .description()
                .map(change -> new Check("used", false, change))
                .orElse(new Check("used", true, "this folder has used no other store since"));
    }

    private static Check users(Taskport taskport) {
        int folders = StoreUsers.list(taskport.backend().records()).size();
        return new Check("users", true, folders + (folders == 1 ? " folder uses" : " folders use") + " this store");
    }

    private static Check heartbeats(Taskport taskport) {
        List<WorkerEntry> workers = taskport.workerRegistry().workers();
        long leased = taskport.backend().inspection().workspaces().stream()
                .mapToLong(workspace ->
                        taskport.backend().inspection().stats(workspace).count(TaskStatus.LEASED))
                .sum();
        boolean orphaned = workers.isEmpty() && leased > 0;
        return new Check(
                "workers",
                !orphaned,
                workers.size() + " alive, " + Words.tasks(leased) + " running"
                        + (orphaned ? "; they are taken over once their lease is over and a worker runs" : ""));
    }

    private Check probed(Taskport taskport, Duration atMost) throws InterruptedException {
        TaskQueue queue = taskport.queue(run.workspace());
        TaskId probe =
                queue.enqueue(TaskDraft.of(TaskType.PROBE).maxAttempts(1)).id();
        TaskStatus status = queue.await(probe, atMost).status();
        if (status == TaskStatus.COMPLETED) {
            return new Check("probe", true, "a worker ran task " + probe);
        }
        queue.cancel(probe);
        return new Check(
                "probe",
                false,
                "no worker ran task " + probe + " within " + atMost.toSeconds() + " s (it is " + status
                        + ", now cancelled); start one with \"taskport work\", or see \"taskport workers\"");
    }

    record Diagnosis(List<Check> checks) implements Answer {

        @Override
        public Object json() {
            return Json.object("ok", Checks.ok(checks), "checks", Checks.json(checks));
        }

        @Override
        public String text(Style style) {
            return Checks.text(checks, style);
        }

        @Override
        public int exitCode() {
            return Checks.ok(checks) ? ExitCode.DONE : ExitCode.FAILED;
        }
    }
}
