package dev.taskport.app.cli;

import dev.taskport.app.config.ConfigurationEdit;
import dev.taskport.app.config.ConfigurationFile;
import dev.taskport.app.config.Keys;
import dev.taskport.app.output.Answer;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.Style;
import dev.taskport.app.output.Table;
import dev.taskport.app.output.Words;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.Taskport;
import dev.taskport.migration.workspace.Workspaces;
import dev.taskport.port.TaskStats;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The group of commands that look at workspaces or change them. */
@Command(
        name = "workspaces",
        description = "Look at workspaces, or change them. A workspace is a room of its own inside a store.",
        footer = {
            "%nExamples:",
            "  taskport workspaces list",
            "  taskport workspaces use letters",
            "%nA workspace is there as soon as it holds a task or a record; enqueue needs no create before."
        })
final class WorkspacesCommand {

    private static final Workspaces.Names NAMES =
            new Workspaces.Names("--with-records", "\"taskport workspaces list\"");

    @Command(
            name = "list",
            description = "List the workspaces that hold tasks or records.",
            footer = {"%nExample:", "  taskport workspaces list --json"})
    static final class ListAll implements Callable<Integer> {
        private final Invocation run;

        ListAll(Invocation run) {
            this.run = run;
        }

        @Override
        public Integer call() throws Exception {
            return run.answer(run.read(taskport -> new Listed(
                    taskport.backend().inspection().workspaces().stream()
                            .map(workspace -> taskport.backend().inspection().stats(workspace))
                            .toList(),
                    taskport.backend().inspection().workspaces(),
                    run.workspace())));
        }
    }

    @Command(
            name = "create",
            description = "Make an empty workspace, so that it is listed before it holds a task.",
            footer = {"%nExample:", "  taskport workspaces create letters"})
    static final class Create implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "The workspace.")
        String name = "";

        private final Invocation run;

        Create(Invocation run) {
            this.run = run;
        }

        @Override
        public Integer call() throws Exception {
            Workspace workspace = new Workspace(name);
            return run.answer(run.write(
                    taskport -> new Created(workspace, workspaces(taskport).create(workspace))));
        }
    }

    @Command(
            name = "rename",
            description = {
                "Give a workspace another name: its tasks, their logs, its records and closed gates.",
                "Nobody may be working in it; its gates are closed while that goes on."
            },
            footer = {"%nExample:", "  taskport workspaces rename letters post"})
    static final class Rename implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "NAME", description = "The workspace.")
        String name = "";

        @Parameters(index = "1", paramLabel = "NEW", description = "Its new name, which must be free.")
        String next = "";

        private final Invocation run;

        Rename(Invocation run) {
            this.run = run;
        }

        @Override
        public Integer call() throws Exception {
            Workspace from = new Workspace(name);
            Workspace to = new Workspace(next);
            return run.answer(run.write(
                    taskport -> new Renamed(from, to, workspaces(taskport).rename(from, to))));
        }
    }

    @Command(
            name = "delete",
            description = "Remove a workspace that holds no task.",
            footer = {"%nExample:", "  taskport workspaces delete letters"})
    static final class Delete implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "The workspace.")
        String name = "";

        @Option(names = "--with-records", description = "Its records may go too.")
        boolean withRecords;

        private final Invocation run;

        Delete(Invocation run) {
            this.run = run;
        }

        @Override
        public Integer call() throws Exception {
            Workspace workspace = new Workspace(name);
            return run.answer(run.write(
                    taskport -> new Deleted(workspace, workspaces(taskport).delete(workspace, withRecords))));
        }
    }

    @Command(
            name = "use",
            description = {
                "Write the workspace into the configuration file, so that commands work in it from now on.",
                "Only that line is changed; the file is created if there is none."
            },
            footer = {"%nExample:", "  taskport workspaces use letters"})
    static final class Use implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "The workspace.")
        String name = "";

        private final Invocation run;

        Use(Invocation run) {
            this.run = run;
        }

        @Override
        public Integer call() {
            Workspace workspace = new Workspace(name);
            run.configuration(); // refuses what is wrong before anything is changed
            Path known = run.settings().file();
            Path file = known == null ? run.path(Path.of(ConfigurationFile.DEFAULT_NAME)) : known;
            ConfigurationEdit.set(file, Keys.WORKSPACE.name(), workspace.value());
            String variable = Keys.WORKSPACE.environmentName();
            String wins = run.console().environment().get(variable);
            if (wins != null) {
                run.output()
                        .warn("The environment variable " + variable + " says " + wins
                                + " and wins over the file. Remove it, or give --workspace.");
            }
            return run.answer(new Used(workspace, file));
        }
    }

    private static Workspaces workspaces(Taskport taskport) {
        return new Workspaces(taskport.backend().current(), NAMES);
    }

    record Listed(List<TaskStats> stats, List<Workspace> workspaces, Workspace current) implements Answer {

        @Override
        public Object json() {
            return Json.object(
                    "items",
                    IntStream.range(0, stats.size()).mapToObj(this::json).toList(),
                    "current",
                    current);
        }

        @Override
        public String text(Style style) {
            if (workspaces.isEmpty()) {
                return "The store holds no workspace yet; the current one is " + current + ".";
            }
            Table table = new Table("WORKSPACE", "TASKS", "UNFINISHED", "");
            for (int i = 0; i < stats.size(); i++) {
                Workspace workspace = workspaces.get(i);
                table.row(
                        style.bold(workspace.value()),
                        stats.get(i).total(),
                        unfinished(stats.get(i)),
                        workspace.equals(current) ? "current" : "");
            }
            return table.text(style);
        }

        private Map<String, @Nullable Object> json(int index) {
            Map<TaskStatus, Long> byStatus = new LinkedHashMap<>();
            for (TaskStatus status : TaskStatus.values()) {
                byStatus.put(status, stats.get(index).count(status));
            }
            return Json.object(
                    "workspace", workspaces.get(index),
                    "total", stats.get(index).total(),
                    "byStatus", byStatus);
        }

        private static long unfinished(TaskStats stats) {
            long count = 0;
            for (TaskStatus status : TaskStatus.values()) {
                count += status.finished() ? 0 : stats.count(status);
            }
            return count;
        }
    }

    record Created(Workspace workspace, boolean created) implements Answer {

        @Override
        public Object json() {
            return Json.object("workspace", workspace, "created", created);
        }

        @Override
        public String text(Style style) {
            return "Workspace " + style.bold(workspace.value()) + (created ? " is there now." : " was there before.");
        }
    }

    record Renamed(Workspace from, Workspace to, long tasks) implements Answer {

        @Override
        public Object json() {
            return Json.object("from", from, "workspace", to, "tasks", tasks);
        }

        @Override
        public String text(Style style) {
            return "Workspace " + from + " is " + style.bold(to.value()) + " now, with " + Words.tasks(tasks)
                    + ". Programs that name it must be told.";
        }
    }

    record Deleted(Workspace workspace, int records) implements Answer {

        @Override
        public Object json() {
            return Json.object("workspace", workspace, "records", records);
        }

        @Override
        public String text(Style style) {
            return "Workspace " + workspace + " is gone"
                    + (records == 0 ? "." : ", with " + Words.count(records, "record", "records") + ".");
        }
    }

    record Used(Workspace workspace, Path file) implements Answer {

        @Override
        public Object json() {
            return Json.object("workspace", workspace, "file", file);
        }

        @Override
        public String text(Style style) {
            return "Commands work in workspace " + style.bold(workspace.value()) + " from now on; " + file
                    + " says so.";
        }
    }
}
