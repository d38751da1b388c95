package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.ProgressBar;
import dev.taskport.app.output.Style;
import dev.taskport.app.output.Words;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.TaskportException;
import dev.taskport.engine.TaskQueue;
import dev.taskport.engine.Taskport;
import dev.taskport.port.EnqueueAnswer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stores the tasks of a file, one JSON object per line. The whole file is checked before the first task is stored; then
 * batches are stored one after the other, each as a whole.
 */
final class EnqueueFile {

    private static final int BATCH = 1000;

    private final Invocation run;
    private final TaskFile file;
    private final int firstLine;
    private final Map<String, TaskId> earlier = new HashMap<>();

    EnqueueFile(Invocation run, TaskFile file, int firstLine) {
        this.run = run;
        this.file = file;
        this.firstLine = firstLine;
    }

    /** What is done with each line that is not blank. */
    @FunctionalInterface
    private interface LineUse {
        void line(int number, String text);
    }

    /**
     * What a look at the whole file showed.
     *
     * @param tasks how many there are
     * @param references what some of them depend on and no earlier line is, with the first line that names it
     * @param names the line of each externalId
     */
    private record Checked(int tasks, Map<String, Integer> references, Map<String, Integer> names) {}

    Answer call() throws Exception {
        Checked checked = check();
        if (!checked.references().isEmpty()) {
            run.look(taskport -> requireThere(checked, taskport.queue(run.workspace())));
        }
        return run.write(taskport -> store(taskport, checked.tasks()));
    }

    /** Looks at every line; opens nothing, so that a wrong file leaves no trace. */
    private Checked check() {
        Checked checked = new Checked(0, new LinkedHashMap<>(), new HashMap<>());
        int[] count = {0};
        forEachLine((number, text) -> {
            TaskLine line = parsed(number, text);
            line.dependsOn().stream()
                    .filter(reference -> !checked.names().containsKey(reference))
                    .forEach(reference -> checked.references().putIfAbsent(reference, number));
            line.externalId().ifPresent(name -> checked.names().putIfAbsent(name, number));
            count[0]++;
        });
        return new Checked(count[0], checked.references(), checked.names());
    }

    private boolean requireThere(Checked checked, TaskQueue queue) {
        checked.references().forEach((reference, number) -> {
            if (queue.find(reference).isEmpty()) {
                throw wrong(
                        number, "it depends on \"" + reference + "\", which " + why(checked, reference, number), null);
            }
        });
        return true;
    }

    private static String why(Checked checked, String reference, int number) {
        Integer line = checked.names().get(reference);
        if (line == null) {
            return "is no earlier line's externalId and no task in the workspace";
        }
        return line == number ? "is itself" : "comes only in line " + line + "; put that line above";
    }

    private Totals store(Taskport taskport, int count) {
        TaskQueue queue = taskport.queue(run.workspace());
        Totals totals = new Totals();
        totals.line = firstLine - 1;
        List<FailedBatch.Line> batch = new ArrayList<>();
        try (ProgressBar bar = run.output().progress("enqueueing", count)) {
            forEachLine((number, text) -> {
                batch.add(new FailedBatch.Line(number, task(queue, parsed(number, text))));
                if (batch.size() == BATCH) {
                    flush(taskport, batch, totals);
                    bar.at(totals.read);
                }
            });
            requireAll(totals, batch, count);
            flush(taskport, batch, totals);
        }
        return totals;
    }

    /** Whoever goes on writing a file while it is read would believe that all of it is stored. */
    private void requireAll(Totals totals, List<FailedBatch.Line> batch, int count) {
        long found = totals.read + batch.size();
        if (found != count) {
            throw ErrorCode.VERSION_CONFLICT.error(file + " held " + Words.tasks(count)
                    + " when it was checked and " + Words.tasks(found)
                    + " when they were to be stored: somebody changed it."
                    + (totals.read == 0
                            ? " No line was stored. Try again when it is complete."
                            : " Lines up to " + totals.line
                                    + " are stored; look at the file before you go on with --from-line "
                                    + (totals.line + 1) + "."));
        }
    }

    private NewTask task(TaskQueue queue, TaskLine line) {
        TaskId id = queue.newId();
        TaskDraft draft = line.draft().workspace(run.workspace());
        line.dependsOn().forEach(reference -> draft.dependsOn(resolved(queue, reference)));
        line.externalId().ifPresent(name -> {
            draft.externalId(new ExternalId(name));
            earlier.put(name, id);
        });
        return draft.as(id);
    }

    private TaskId resolved(TaskQueue queue, String reference) {
        TaskId known = earlier.get(reference);
        return known != null
                ? known
                : queue.find(reference).map(Task::id).orElseThrow(() -> References.missing(queue, reference));
    }

    private void flush(Taskport taskport, List<FailedBatch.Line> batch, Totals totals) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            totals.add(taskport.queue(run.workspace())
                    .enqueueAll(batch.stream().map(FailedBatch.Line::task).toList()));
            totals.line = batch.get(batch.size() - 1).number();
            batch.clear();
        } catch (TaskportException problem) {
            FailedBatch failed = new FailedBatch(run.workspace(), batch, totals.line, totals.read > 0);
            TaskportException told =
                    GateCommand.withCommands(problem, taskport.backend(), run.workspace(), types(batch));
            throw problem.code().error(place(failed, problem) + told.getMessage() + failed.advice(problem), problem);
        }
    }

    private String place(FailedBatch failed, TaskportException problem) {
        return failed.refused(problem)
                .map(line -> file + ", line " + line.number() + ": ")
                .orElse("");
    }

    private static Set<TaskType> types(List<FailedBatch.Line> batch) {
        return batch.stream().map(line -> line.task().spec().type()).collect(Collectors.toSet());
    }

    private void forEachLine(LineUse use) {
        try (BufferedReader reader = file.open()) {
            int number = 0;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                number++;
                if (number >= firstLine && !text.isBlank()) {
                    use.line(number, number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text);
                }
            }
        } catch (NoSuchFileException missing) {
            throw Inputs.unreadable(file, "there is no such file", missing);
        } catch (CharacterCodingException notUtf8) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "The file " + file + " is not UTF-8 text. Nothing was stored. Convert it to UTF-8.", notUtf8);
        } catch (IOException | UncheckedIOException problem) {
            throw Inputs.unreadable(
                    file, file.isFolder() ? "it is a folder" : String.valueOf(problem.getMessage()), problem);
        }
    }

    private TaskLine parsed(int number, String text) {
        try {
            TaskLine line = TaskLine.parse(text);
            Inputs.requireOwnType(line.draft().spec());
            Inputs.requirePayload(line.draft().spec(), run);
            return line;
        } catch (TaskportException refused) {
            throw wrong(number, String.valueOf(refused.getMessage()), refused);
        }
    }

    private TaskportException wrong(int number, String why, @Nullable Throwable cause) {
        String message = file + ", line " + number + ": " + why + (why.endsWith(".") || why.endsWith("?") ? "" : ".")
                + " No line of the file was stored. Correct it and try again.";
        return cause == null
                ? ErrorCode.INVALID_REQUEST.error(message)
                : ErrorCode.INVALID_REQUEST.error(message, cause);
    }

    /** What became of the lines so far. Used by one thread. */
    private static final class Totals implements Answer {
        private long read;
        private long duplicates;
        private int line;

        private void add(List<EnqueueAnswer> answers) {
            read += answers.size();
            duplicates += answers.stream().filter(EnqueueAnswer::duplicate).count();
        }

        @Override
        public Object json() {
            return Json.object("read", read, "created", read - duplicates, "duplicates", duplicates);
        }

        @Override
        public String text(Style style) {
            return Words.tasks(read - duplicates) + " stored"
                    + (duplicates == 0 ? "." : ", " + Words.count(duplicates, "was", "were") + " there before.");
        }
    }
}
