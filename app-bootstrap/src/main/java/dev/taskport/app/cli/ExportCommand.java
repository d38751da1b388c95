package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.CompleteMessage;
import dev.taskport.app.output.ExitCode;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.PrivateFiles;
import dev.taskport.app.output.ProgressBar;
import dev.taskport.app.output.Style;
import dev.taskport.app.output.Words;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.Taskport;
import dev.taskport.port.TaskInspection;
import dev.taskport.port.TransferReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        description = {
            "Write the tasks of the workspace as JSON lines, one task per line, as they are at one moment.",
            "Changes nothing in the store."
        },
        footer = {
            "%nExamples:",
            "  taskport export --output tasks.jsonl",
            "  taskport export --status DEAD --type mail | jq -r .id",
            "%nThe fields are those of \"tasks show --json\", and verbatim: payload, result and attributes stand there letter",
            "for letter; one that has line breaks has blanks in their place, and its text in verbatim.",
            "%nAn export is for reading and keeping. It is not taken in again: \"enqueue --from\" makes new tasks, and could",
            "restore neither their attempts nor their end. To move tasks as they are, use \"taskport migrate\". To make new",
            "tasks of some of them, keep the fields that a new task has:",
            "  taskport export --status DEAD | jq -c '{type, payload, priority, tags}' > again.jsonl",
            "  taskport enqueue --from again.jsonl"
        })
final class ExportCommand implements Callable<Integer> {

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Into this file, which only you may read; standard output by default.")
    @Nullable
    Path file;

    @Option(names = "--overwrite", description = "With --output: replace the file if it is there.")
    boolean overwrite;

    @Option(names = "--all-workspaces", description = "The tasks of every workspace.")
    boolean allWorkspaces;

    @Mixin
    TaskFilter filter = new TaskFilter();

    private final Invocation run;

    ExportCommand(Invocation run) {
        this.run = run;
    }

    @Override
    public Integer call() throws Exception {
        filter.query(run.workspace()); // refuses what makes no sense before anything is opened
        if (file == null) {
            return run.read(this::print);
        }
        Path target = run.path(file);
        requireFree(target);
        return run.answer(run.read(taskport -> write(taskport, target)));
    }

    private int print(Taskport taskport) throws IOException {
        PrintStream out = run.console().out();
        if (run.global().json) {
            out.print("{\"items\":[");
        }
        String[] between = {""};
        export(taskport, line -> {
            out.print(run.global().json ? between[0] + line : line + "\n");
            between[0] = ",";
            if (out.checkError()) {
                throw new OutputClosed();
            }
        });
        out.print(run.global().json ? "]}\n" : "");
        out.flush();
        return ExitCode.DONE;
    }

    private Exported write(Taskport taskport, Path target) {
        try {
            Path next = PrivateFiles.beside(target);
            try {
                long count = fill(taskport, next);
                PrivateFiles.replace(next, target);
                return new Exported(target, count, Files.size(target));
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException refused) {
            throw unwritable(target, refused);
        }
    }

    private void requireFree(Path target) {
        if (Files.isDirectory(target)) {
            throw ErrorCode.INVALID_REQUEST.error(
                    target + " is a folder. Nothing was written. Name a file in it, for example "
                            + target.resolve("tasks.jsonl") + ".");
        }
        if (!overwrite && Files.exists(target)) {
            throw ErrorCode.INVALID_REQUEST.error("The file " + target
                    + " is there already. Nothing was written and it was not changed. Choose another name, or replace it by"
                    + " --overwrite.");
        }
    }

    private long fill(Taskport taskport, Path next) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(next)) {
            return export(taskport, line -> {
                writer.write(line);
                writer.write('\n');
            });
        }
    }

    private long export(Taskport taskport, Export.Lines lines) throws IOException {
        try (TransferReader reader = taskport.backend().current().transfer().read();
                ProgressBar bar = run.output().progress("exporting", total(taskport))) {
            return new Export(filter, allWorkspaces ? null : run.workspace()).write(reader, lines, bar::at);
        }
    }

    /** What the bar counts to; 0, which is unknown, if not everything is wanted. */
    private long total(Taskport taskport) {
        if (!filter.query(run.workspace()).equals(new TaskFilter().query(run.workspace()))) {
            return 0;
        }
        TaskInspection inspection = taskport.backend().inspection();
        List<Workspace> wanted = allWorkspaces ? inspection.workspaces() : List.of(run.workspace());
        return wanted.stream()
                .mapToLong(workspace -> inspection.stats(workspace).total())
                .sum();
    }

    private static TaskportException unwritable(Path target, IOException problem) {
        return ErrorCode.INVALID_REQUEST.error(
                "The file " + target + " cannot be written (" + problem.getMessage()
                        + "). The store was not changed, and no part of a file was left behind. Check the folder, its rights"
                        + " and its space.",
                problem);
    }

    /** Whoever read the lines has gone. */
    private static final class OutputClosed extends CompleteMessage {
        private static final long serialVersionUID = 1L;

        OutputClosed() {
            super("Standard output was closed before the export was complete. The store was not changed.");
        }
    }

    record Exported(Path file, long count, long bytes) implements Answer {

        @Override
        public Object json() {
            return Json.object("file", file, "exported", count, "bytes", bytes);
        }

        @Override
        public String text(Style style) {
            return Words.tasks(count) + " written to " + file + " (" + Words.bytes(bytes) + ").";
        }
    }
}
