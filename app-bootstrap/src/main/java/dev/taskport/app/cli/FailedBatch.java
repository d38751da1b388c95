package dev.taskport.app.cli;

import dev.taskport.app.output.Words;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import java.util.List;
import java.util.Optional;

/**
 * What a person should know and do about the lines of a file of which a batch could not be stored.
 *
 * @param batch its lines, in order; not empty
 * @param storedUpTo the last line that is known to be stored
 * @param anyStored whether any line is
 */
record FailedBatch(Workspace workspace, List<Line> batch, int storedUpTo, boolean anyStored) {

    /**
     * A line as a task to be stored.
     *
     * @param number from 1
     */
    record Line(int number, NewTask task) {}

    /** What to add to the words of the problem. */
    String advice(TaskportException problem) {
        if (problem.meaning() == ErrorCode.Meaning.UNKNOWN) {
            return before() + maybeStored() + howToGoOn();
        }
        return anyStored
                ? " Lines up to " + storedUpTo + " are stored; go on with " + goOn() + "."
                : " No line was stored.";
    }

    /**
     * The line that clashes with a task that is there. Each line has an id that was made for it, so a refusal that names one
     * speaks of that line; empty for refusals that concern the whole batch.
     */
    Optional<Line> refused(TaskportException problem) {
        String message = String.valueOf(problem.getMessage());
        return batch.stream()
                .filter(line -> problem.code() == ErrorCode.ID_CONFLICT)
                .filter(line -> message.contains(line.task().id().toString()))
                .findFirst();
    }

    private String before() {
        return anyStored ? " Lines up to " + storedUpTo + " are stored." : "";
    }

    private String maybeStored() {
        return " Lines " + first().number() + " to " + last().number() + " (tasks "
                + first().task().id() + " to " + last().task().id() + ") may be stored, all of them or none.";
    }

    /** A line gets another id each time it is read, so going on with lines that are stored would store them twice. */
    private String howToGoOn() {
        return looked().map(id -> " Look: if \"taskport tasks show " + id + inWorkspace()
                        + "\" finds that task, go on with --from-line " + (last().number() + 1) + ", otherwise with "
                        + goOn() + ".")
                .orElse(" Each has a key, under which no task is stored twice: go on with " + goOn() + ".");
    }

    /** Which task to look for. One with a key does not show it: its key may have been there before. */
    private Optional<String> looked() {
        return batch.stream()
                .filter(line -> line.task().spec().idempotencyKey() == null)
                .findFirst()
                .map(line -> line.task().id().toString());
    }

    private String inWorkspace() {
        return workspace.equals(Workspace.DEFAULT) ? "" : " --workspace " + Words.quoted(workspace);
    }

    private String goOn() {
        return "--from-line " + (storedUpTo + 1);
    }

    private Line first() {
        return batch.get(0);
    }

    private Line last() {
        return batch.get(batch.size() - 1);
    }
}
