package dev.taskport.bench;

import dev.taskport.bench.layout.Layouts;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that compares. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Compares Taskport with a plain table on the same storage, in rounds that take turns.")
public final class Benchmarks implements Callable<Integer> {

    /** The fewest tasks that make a bulk call. */
    private static final int TASKS_MIN = Phase.BULK;

    private static final int PAYLOAD_MIN = 40;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Rounds that count, beside one that does not (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--tasks",
            paramLabel = "N",
            defaultValue = "20000",
            description =
                    "Tasks of a phase, in thousands; a tenth of them where each is a commit of its own (default: ${DEFAULT-VALUE}).")
    private int tasks;

    @Option(
            names = "--callers",
            paramLabel = "N",
            defaultValue = "64",
            description = "Threads that enqueue at once (default: ${DEFAULT-VALUE}).")
    private int callers;

    @Option(
            names = "--priorities",
            paramLabel = "N",
            defaultValue = "10",
            description = "Over how many priorities the tasks are spread (default: ${DEFAULT-VALUE}).")
    private int priorities;

    @Option(
            names = "--payload",
            paramLabel = "BYTES",
            defaultValue = "200",
            description = "How long a payload is (default: ${DEFAULT-VALUE}).")
    private int payload;

    @Option(
            names = "--durability",
            defaultValue = "FULL",
            description =
                    "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). FULL survives power loss, NORMAL the death of the process.")
    private Durability durability = Durability.FULL;

    @Option(
            names = "--phase",
            paramLabel = "PHASE",
            description = "Only this one; may be repeated: ${COMPLETION-CANDIDATES}.")
    private List<Phase> phases = List.of(Phase.values());

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description =
                    "Where the files lie while they are compared (default: the system's folder for temporary files, which may be kept in memory).")
    private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(
            names = "--layouts",
            description = "Compare ways to lay a queue out in tables instead, without Taskport around them.")
    private boolean layouts;

    private enum Durability {
        FULL,
        NORMAL
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        require(rounds >= 1 && rounds <= 1_000, "--rounds must be from 1 to 1,000");
        require(tasks >= TASKS_MIN && tasks % Phase.BULK == 0, "--tasks must be a multiple of " + Phase.BULK);
        require(callers >= 1 && callers <= 1_000, "--callers must be from 1 to 1,000");
        require(priorities >= 1 && priorities <= 100, "--priorities must be from 1 to 100");
        require(payload >= PAYLOAD_MIN && payload <= 100_000, "--payload must be from " + PAYLOAD_MIN + " to 100,000");
        Load load = new Load(tasks, callers, priorities, payload);
        Comparison comparison =
                new Comparison(layouts ? Layouts.contestants(durability.name()) : contestants(), phases, load);
        Path own = Files.createTempDirectory(folder, "taskport-benchmarks");
        try {
            PrintWriter progress = spec.commandLine().getErr();
            comparison.run(rounds, own, progress::println);
            print(comparison, spec.commandLine().getOut());
            if (layouts) {
                Layouts.bytes(load, own)
                        .forEach((name, bytes) -> spec.commandLine()
                                .getOut()
                                .printf(Locale.ROOT, "%-24s %-26s %9.0f%n", "bytes a waiting task", name, bytes));
            }
        } finally {
            Files.delete(own);
        }
        return CommandLine.ExitCode.OK;
    }

    private List<Contestant> contestants() {
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(new PlainTable(durability.name()));
        contestants.add(new TaskportStore(
                "Taskport on SQLite, " + durability,
                folder -> "sqlite:" + folder.resolve("taskport.db") + "?durability="
                        + durability.name().toLowerCase(Locale.ROOT)));
        contestants.add(new TaskportStore("Taskport in memory", folder -> "memory:"));
        return contestants;
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new CommandLine.ParameterException(spec.commandLine(), message + ". Nothing was measured.");
        }
    }

    private static void print(Comparison comparison, PrintWriter out) {
        out.printf("%-24s %-26s %28s   %s%n", "phase", "contestant", "tasks/s (least to greatest)", "to the mark");
        for (Comparison.Row row : comparison.rows()) {
            out.printf(
                    Locale.ROOT,
                    "%-24s %-26s %,9.0f (%,9.0f to %,9.0f)   %s%n",
                    row.phase().title(),
                    row.name(),
                    row.rate().median(),
                    row.rate().least(),
                    row.rate().greatest(),
                    ratio(row.ratio()));
        }
        out.flush();
    }

    private static String ratio(Spread ratio) {
        return ratio.isNone()
                ? "-"
                : String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", ratio.median(), ratio.least(), ratio.greatest());
    }
}
