package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.ExitCode;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.Style;
import dev.taskport.app.output.Words;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.BackendHandle;
import dev.taskport.port.Pause;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Closes or opens a gate: {@code pause} and {@code resume}. */
@Command
abstract class GateCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "intake|claims",
            completionCandidates = GateNames.class,
            description = "intake: new tasks are refused. claims: waiting tasks are not handed out.")
    Pause.Gate gate = Pause.Gate.CLAIMS;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only tasks of this type.")
    @Nullable
    String type;

    private final Invocation run;

    /** As people write them. */
    static final class GateNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("intake", "claims").iterator();
        }
    }

    GateCommand(Invocation run) {
        this.run = run;
    }

    abstract Answer apply(BackendHandle backend, Pause pause);

    @Override
    public Integer call() throws Exception {
        return run.answer(run.write(taskport -> apply(taskport.backend(), pause())));
    }

    /** The whole store, unless a workspace or a type was named. */
    private Pause pause() {
        if (type != null) {
            return Pause.type(gate, run.workspace(), new TaskType(type));
        }
        return run.global().workspace == null ? Pause.store(gate) : Pause.workspace(gate, run.workspace());
    }

    /** What opens such a gate again. */
    static String command(Pause pause) {
        return "taskport resume " + pause.gate().name().toLowerCase(Locale.ROOT)
                + (pause.workspace() == null ? "" : " --workspace " + Words.quoted(pause.workspace()))
                + (pause.type() == null ? "" : " --type " + Words.quoted(pause.type()));
    }

    /** The same refusal, with the commands that open what is closed for tasks like these. */
    static TaskportException withCommands(
            TaskportException refusal, BackendHandle backend, Workspace workspace, Collection<TaskType> types) {
        if (refusal.code() != ErrorCode.INTAKE_PAUSED) {
            return refusal;
        }
        String commands = backend.inspection().pauses().stream()
                .filter(pause -> types.stream().anyMatch(type -> pause.covers(Pause.Gate.INTAKE, workspace, type)))
                .map(pause -> "\"" + command(pause) + "\"")
                .sorted()
                .collect(Collectors.joining(" and "));
        return commands.isEmpty()
                ? refusal
                : refusal.code().error(refusal.getMessage() + " It is opened by " + commands + ".", refusal);
    }

    @Command(
            name = "pause",
            description = "Close a gate: for the whole store, or for --workspace, or for --type.",
            footer = {"%nExample:", "  taskport pause claims --type mail"})
    static final class Close extends GateCommand {
        Close(Invocation run) {
            super(run);
        }

        @Override
        Answer apply(BackendHandle backend, Pause pause) {
            backend.control().pause(pause);
            return new Gates(backend.inspection().pauses());
        }
    }

    @Command(
            name = "resume",
            description = "Open a gate again; name it as it was closed.",
            footer = {"%nExample:", "  taskport resume claims --type mail"})
    static final class Open extends GateCommand {
        Open(Invocation run) {
            super(run);
        }

        @Override
        Answer apply(BackendHandle backend, Pause pause) {
            Set<Pause> before = backend.inspection().pauses();
            backend.control().resume(pause);
            return before.contains(pause)
                    ? new Gates(backend.inspection().pauses())
                    : new NothingToOpen(pause, new Gates(before));
        }
    }

    /** Nothing was closed at the scope that was named; perhaps at another, which is what was meant. */
    record NothingToOpen(Pause asked, Gates gates) implements Answer {

        @Override
        public Object json() {
            return gates.json();
        }

        @Override
        public String text(Style style) {
            String verb = asked.gate() == Pause.Gate.INTAKE ? "Intake was" : "Claims were";
            return verb + " not paused for " + Gates.scope(asked) + "; nothing was changed.\n"
                    + (same().isEmpty()
                            ? gates.text(style)
                            : same().stream()
                                    .map(pause -> Gates.words(pause) + " \"" + command(pause) + "\" opens it again.")
                                    .sorted()
                                    .collect(Collectors.joining("\n")));
        }

        /** The gate is as open as was asked for, unless it is closed elsewhere. */
        @Override
        public int exitCode() {
            return same().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
        }

        private List<Pause> same() {
            return gates.closed().stream()
                    .filter(pause -> pause.gate() == asked.gate())
                    .toList();
        }
    }

    /** The gates that are closed now. */
    record Gates(Set<Pause> closed) implements Answer {

        @Override
        public Object json() {
            return Json.object(
                    "items",
                    closed.stream()
                            .sorted(Comparator.comparing(Gates::words))
                            .map(Gates::json)
                            .toList());
        }

        @Override
        public String text(Style style) {
            return closed.isEmpty()
                    ? "Every gate is open."
                    : String.join(
                            "\n", closed.stream().map(Gates::words).sorted().toList());
        }

        private static Map<String, @Nullable Object> json(Pause pause) {
            return Json.object(
                    "gate",
                    pause.gate().name().toLowerCase(Locale.ROOT),
                    "workspace",
                    pause.workspace(),
                    "type",
                    pause.type());
        }

        private static String scope(Pause pause) {
            return pause.workspace() == null
                    ? "the whole store"
                    : pause.type() == null
                            ? "workspace " + pause.workspace()
                            : "type " + pause.type() + " of workspace " + Objects.toString(pause.workspace());
        }

        private static String words(Pause pause) {
            String scope = scope(pause);
            return pause.gate() == Pause.Gate.INTAKE
                    ? "Intake is paused for " + scope + ": new tasks are refused."
                    : "Claims are paused for " + scope + ": waiting tasks are not handed out.";
        }
    }
}
