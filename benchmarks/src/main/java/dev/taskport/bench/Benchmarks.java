package dev.taskport.bench;

import dev.taskport.bench.report.Conditions;
import dev.taskport.bench.report.Floors;
import dev.taskport.bench.report.HtmlReport;
import dev.taskport.bench.report.JsonReport;
import dev.taskport.bench.report.Report;
import dev.taskport.bench.report.TerminalReport;
import dev.taskport.bench.suite.Entrant;
import dev.taskport.bench.suite.Setup;
import dev.taskport.bench.suite.Suites;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that compares. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compares Taskport with a plain table on the same storage, with its peers, and with itself, in rounds that take turns.",
            "",
            "peers      tasks a second in and out, each contestant in a process of its own",
            "latency    from enqueue to start on an idle queue, and what idling costs",
            "processes  1, 2 and 4 processes on one SQLite file",
            "growth     claims while 10,000 to millions of tasks wait, and behind tasks that may not be taken",
            "memory     the memory store: calls of the backend, and through the engine",
            "handlers   SQLite beside memory with handlers that have something to do",
            "legacy     a legacy JSON file beside rewriting it, and SQLite, operation by operation",
            "heap       what the engine keeps while tasks wait",
            "layouts    ways to lay a queue out in tables",
            ""
        })
public final class Benchmarks implements Callable<Integer> {

    /** The fewest tasks that make a bulk call. */
    private static final int TASKS_MIN = Phase.BULK;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "SUITE",
            description = "${COMPLETION-CANDIDATES} (default: PEERS, LATENCY).")
    private List<Suites> suites = new ArrayList<>();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Rounds that count, beside one that does not (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--cold", description = "Leave out the round that warms up; the figures then say little.")
    private boolean cold;

    @Option(
            names = "--tasks",
            paramLabel = "N",
            defaultValue = "120000",
            description =
                    "Tasks of a phase, in thousands; a tenth of them where each is a commit of its own (default: ${DEFAULT-VALUE}).")
    private int tasks;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description =
                    "When a contestant is cut off in a phase; what it has done until then counts (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--window",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "For how long something is watched that has no end of its own (default: ${DEFAULT-VALUE}).")
    private int window;

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
            names = "--sizes",
            paramLabel = "N",
            split = ",",
            defaultValue = "10000,100000,1000000",
            description =
                    "How many tasks wait in GROWTH and HEAP, and the most that do in LEGACY (default: ${DEFAULT-VALUE}).")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--finished",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many finished tasks lie behind those of GROWTH (default: ${DEFAULT-VALUE}).")
    private int finished;

    @Option(
            names = "--durability",
            defaultValue = "FULL",
            description =
                    "Taskport's and the plain table's: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). FULL survives power loss, NORMAL the death of the process.")
    private Durability durability = Durability.FULL;

    @Option(
            names = "--peer-durability",
            defaultValue = "NORMAL",
            description = "That of peers on SQLite; NORMAL is faster (default: ${DEFAULT-VALUE}).")
    private Durability peerDurability = Durability.NORMAL;

    @Option(
            names = "--contestant",
            paramLabel = "NAME",
            description = "Only this one beside the plain table; may be repeated: ${COMPLETION-CANDIDATES}.")
    private List<Entrant> entrants = List.of(Entrant.values());

    @Option(
            names = "--phase",
            paramLabel = "PHASE",
            description = "Only this one of PEERS and LAYOUTS; may be repeated: ${COMPLETION-CANDIDATES}.")
    private List<Phase> phases = List.of(Phase.values());

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description =
                    "Where the files lie while they are compared (default: the system's folder for temporary files, which may be kept in memory).")
    private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(
            names = "--npm",
            paramLabel = "DIR",
            description = "Where npm installs the peers for Node; without it they take no part.")
    private @Nullable Path npm;

    @Option(
            names = "--floor",
            paramLabel = "PHASE=RATIO",
            description =
                    "Fail unless Taskport on SQLite reaches this part of the plain table's rate; may be repeated. For continuous integration.")
    private Map<Phase, Double> floors = Map.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the report here, for programs.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the report here, as a page.")
    private @Nullable Path html;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Benchmarks())
                .setCaseInsensitiveEnumValuesAllowed(true)
                // The starter script gives some, and whoever starts it may know better.
                .setOverwrittenOptionsAllowed(true);
    }

    @Override
    public Integer call() throws Exception {
        requireSense();
        Path own = Files.createTempDirectory(folder, "taskport-benchmarks");
        try {
            Report report = measure(own);
            TerminalReport.print(report, spec.commandLine().getOut());
            if (json != null) {
                JsonReport.write(report, json);
            }
            if (html != null) {
                HtmlReport.write(report, html);
            }
            List<String> breaches = new Floors(floors)
                    .breaches(report, Entrant.sqlite(durability).name());
            breaches.forEach(breach -> spec.commandLine().getErr().println("too slow: " + breach));
            return report.complete() && breaches.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } finally {
            remove(own);
        }
    }

    private void requireSense() {
        require(rounds >= 1 && rounds <= 1_000, "--rounds must be from 1 to 1,000");
        require(tasks >= TASKS_MIN && tasks % Phase.BULK == 0, "--tasks must be a multiple of " + Phase.BULK);
        require(limit >= 1 && limit <= 600, "--limit must be from 1 to 600");
        require(window >= 1 && window <= 600, "--window must be from 1 to 600");
        require(callers >= 1 && callers <= 1_000, "--callers must be from 1 to 1,000");
        require(priorities >= 1 && priorities <= 100, "--priorities must be from 1 to 100");
        require(
                payload >= Load.PAYLOAD_MIN && payload <= 100_000,
                "--payload must be from " + Load.PAYLOAD_MIN + " to 100,000");
        require(
                sizes.stream().allMatch(size -> size >= TASKS_MIN && size % Phase.BULK == 0),
                "--sizes must be multiples of " + Phase.BULK);
        require(finished >= 0 && finished % Phase.BULK == 0, "--finished must be a multiple of " + Phase.BULK);
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new CommandLine.ParameterException(spec.commandLine(), message + ". Nothing was measured.");
        }
    }

    private Report measure(Path own) throws IOException {
        Conditions conditions = Conditions.now(InstantSource.system().instant(), own, choices());
        List<Report.Part> parts = new ArrayList<>();
        PrintWriter progress = spec.commandLine().getErr();
        for (Suites each : suites.isEmpty() ? List.of(Suites.PEERS, Suites.LATENCY) : suites) {
            try (Suite suite = each.open(setup(own))) {
                parts.add(Report.Part.of(
                        suite,
                        new Rounds(suite, line -> progress.println(suite.name() + ", " + line))
                                .run(cold ? 1 : 0, rounds, own)));
            }
        }
        return new Report(conditions, parts);
    }

    private Setup setup(Path own) {
        Set<Entrant> chosen = EnumSet.copyOf(entrants);
        chosen.add(Entrant.PLAIN);
        return new Setup(
                durability,
                peerDurability,
                new Load(tasks, callers, priorities, payload, Duration.ofSeconds(limit)),
                chosen,
                EnumSet.copyOf(phases),
                Duration.ofSeconds(window),
                sizes,
                finished,
                Optional.ofNullable(npm).map(Path::toAbsolutePath),
                own);
    }

    private Map<String, String> choices() {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("durability", durability + ", of peers that leave the choice " + peerDurability);
        choices.put("rounds", rounds + (cold ? ", cold" : ", and one before them to warm up"));
        choices.put(
                "tasks",
                String.format(
                        "%,d of %d bytes in %d priorities, cut off after %d s", tasks, payload, priorities, limit));
        return choices;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
