package dev.taskport.app.cli;

import dev.taskport.domain.TaskId;
import dev.taskport.engine.TaskQueue;
import dev.taskport.port.ControlAnswer;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Does one thing to the tasks that are named: {@code cancel}, {@code replay}, {@code hold}, {@code unhold}. */
@Command
abstract class TaskControlCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "ID", description = "The tasks.")
    List<String> references = List.of();

    private final Invocation run;
    private final String verb;
    private final String allowed;

    TaskControlCommand(Invocation run, String verb, String allowed) {
        this.run = run;
        this.verb = verb;
        this.allowed = allowed;
    }

    abstract List<ControlAnswer> apply(TaskQueue queue, List<TaskId> tasks);

    @Override
    public Integer call() throws Exception {
        return run.answer(run.write(taskport -> {
            TaskQueue queue = taskport.queue(run.workspace());
            return new ControlAnswers(verb, allowed, apply(queue, References.required(queue, references)));
        }));
    }

    @Command(
            name = "cancel",
            description = "Call tasks off, at once; a running handler is told.",
            footer = {"%nExample:", "  taskport tasks cancel 0HJ2ZK0V40W00"})
    static final class Cancel extends TaskControlCommand {
        Cancel(Invocation run) {
            super(run, "cancel", "a task that is not finished");
        }

        @Override
        List<ControlAnswer> apply(TaskQueue queue, List<TaskId> tasks) {
            return queue.cancel(tasks);
        }
    }

    @Command(
            name = "replay",
            description = "Start finished tasks anew: this is how a dead letter is tried again.",
            footer = {"%nExample:", "  taskport tasks replay 0HJ2ZK0V40W00 0HJ2ZK0V40W01"})
    static final class Replay extends TaskControlCommand {
        Replay(Invocation run) {
            super(run, "replay", "a task that is COMPLETED, DEAD or CANCELLED");
        }

        @Override
        List<ControlAnswer> apply(TaskQueue queue, List<TaskId> tasks) {
            return queue.replay(tasks);
        }
    }

    @Command(
            name = "hold",
            description = "Keep waiting tasks from being run until unhold.",
            footer = {"%nExample:", "  taskport tasks hold 0HJ2ZK0V40W00"})
    static final class Hold extends TaskControlCommand {
        Hold(Invocation run) {
            super(run, "hold", "a task that is QUEUED or BLOCKED");
        }

        @Override
        List<ControlAnswer> apply(TaskQueue queue, List<TaskId> tasks) {
            return queue.hold(tasks);
        }
    }

    @Command(
            name = "unhold",
            description = "Let held tasks run.",
            footer = {"%nExample:", "  taskport tasks unhold 0HJ2ZK0V40W00"})
    static final class Unhold extends TaskControlCommand {
        Unhold(Invocation run) {
            super(run, "unhold", "a task that is HELD");
        }

        @Override
        List<ControlAnswer> apply(TaskQueue queue, List<TaskId> tasks) {
            return queue.unhold(tasks);
        }
    }
}
