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
import dev.taskport.domain.TaskportException;
import dev.taskport.engine.TaskQueue;
import dev.taskport.port.EnqueueAnswer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores the tasks of a file, one JSON object per line. The whole file is checked before the first task is stored; then
 * batches are stored one after the other, each as a whole.
 */
final class EnqueueFile {

    private static final int BATCH = 1000;

    private final Invocation run;
    private final Path file;
    private final int firstLine;
    private final Map<String, TaskId> earlier = new HashMap<>();

    EnqueueFile(Invocation run, Path file, int firstLine) {
        this.run = run;
        this.file = file;
        this.firstLine = firstLine;
    }

    /** What is done with each line that is not blank. */
    @FunctionalInterface
    private interface LineUse {
        void line(int number, String text);
    }

    Answer call() throws Exception {
        return run.write(taskport -> {
            TaskQueue queue = taskport.queue(run.workspace());
            return store(queue, check(queue));
        });
    }

    /** How many tasks there are, if every line is right. */
    private int check(TaskQueue queue) {
        Set<String> names = new HashSet<>();
        int[] count = {0};
        forEachLine((number, text) -> {
            TaskLine line = parsed(number, text);
            line.dependsOn().stream()
                    .filter(reference ->
                            !names.contains(reference) && queue.find(reference).isEmpty())
                    .findFirst()
                    .ifPresent(missing -> {
                        throw wrong(
                                number,
                                "it depends on \"" + missing
                                        + "\", which is no earlier line's externalId and no task in the workspace",
                                null);
                    });
            line.externalId().ifPresent(names::add);
            count[0]++;
        });
        return count[0];
    }

    private Totals store(TaskQueue queue, int count) {
        Totals totals = new Totals();
        List<NewTask> batch = new ArrayList<>();
        try (ProgressBar bar = run.output().progress("enqueueing", count)) {
            forEachLine((number, text) -> {
                batch.add(task(queue, parsed(number, text)));
                if (batch.size() == BATCH) {
                    flush(queue, batch, totals, number);
                    bar.at(totals.read);
                }
            });
            flush(queue, batch, totals, 0);
        }
        return totals;
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

    private void flush(TaskQueue queue, List<NewTask> batch, Totals totals, int lastLine) {
        try {
            totals.add(queue.enqueueAll(batch));
            totals.line = lastLine;
            batch.clear();
        } catch (TaskportException problem) {
            throw problem.code()
                    .error(
                            problem.getMessage()
                                    + (totals.read == 0
                                            ? " No line was stored."
                                            : " Lines up to " + totals.line + " are stored; go on with --from-line "
                                                    + (totals.line + 1) + "."),
                            problem);
        }
    }

    private void forEachLine(LineUse use) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
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
            throw Inputs.unreadable(file, "it is not UTF-8 text", notUtf8);
        } catch (IOException | UncheckedIOException problem) {
            throw Inputs.unreadable(
                    file, Files.isDirectory(file) ? "it is a folder" : String.valueOf(problem.getMessage()), problem);
        }
    }

    private TaskLine parsed(int number, String text) {
        try {
            return TaskLine.parse(text);
        } catch (TaskportException refused) {
            throw wrong(number, String.valueOf(refused.getMessage()), refused);
        }
    }

    private TaskportException wrong(int number, String why, @Nullable Throwable cause) {
        String message = file + ", line " + number + ": " + why + (why.endsWith(".") ? "" : ".")
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
