package dev.taskport.app.cli;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.taskport.app.config.Configuration;
import dev.taskport.app.guice.TaskportModule;
import dev.taskport.app.output.ProgressBar;
import dev.taskport.app.work.CommandHandler;
import dev.taskport.app.work.Stopping;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Lease;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.TaskType;
import dev.taskport.engine.Taskport;
import dev.taskport.engine.WorkerPool;
import dev.taskport.engine.WorkerPoolBuilder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "work",
        description = {
            "Run tasks by commands until stopped (SIGTERM or Ctrl-C finishes what runs, then ends).",
            "The payload arrives on standard input; TASKPORT_TASK_ID, TASKPORT_TASK_TYPE and TASKPORT_TASK_ATTEMPT in the",
            "environment. Exit code 0 completes the task, and its standard output is the result if it is JSON; 75 puts the",
            "task back for later and the attempt does not count; any other fails the attempt, the end of standard error is",
            "kept as the error, and the task is tried again as the retry policy says, until its attempts are used up."
        },
        footer = {
            "%nExamples:",
            "  taskport work --exec 'mail=./send-mail.sh' --concurrency 8",
            "  taskport work --exec 'a=true' --exec 'b=python3 b.py' --offer region=eu --until-empty"
        })
final class WorkCommand implements Callable<Integer> {

    /** What settling and closing may take once the grace is over. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    @Option(
            names = "--exec",
            required = true,
            paramLabel = "TYPE=COMMAND",
            description = "What to run; may be repeated.")
    List<String> commands = List.of();

    @Option(names = "--concurrency", paramLabel = "N", description = "How many at a time.")
    @Nullable
    Integer concurrency;

    @Option(
            names = "--strategy",
            paramLabel = "STRATEGY",
            description = "Which due task first: ${COMPLETION-CANDIDATES}.")
    @Nullable
    SchedulingStrategy strategy;

    @Option(
            names = "--offer",
            paramLabel = "KEY=VALUE",
            description = "What this worker can do; A.* offers all below A.")
    List<String> offers = List.of();

    @Option(names = "--name", paramLabel = "NAME", description = "How the worker's name begins.")
    String name = "worker";

    @Option(names = "--lease", paramLabel = "DURATION", description = "How long it may be silent; 5s at least.")
    @Nullable
    String lease;

    @Option(
            names = "--until-empty",
            description = "End when none of its tasks is due, runs anywhere, or waits to be tried again.")
    boolean untilEmpty;

    private final Invocation run;

    WorkCommand(Invocation run) {
        this.run = run;
    }

    @Override
    public Integer call() throws Exception {
        Map<String, String> byType = byType();
        requireOrderKept();
        Injector injector = Guice.createInjector(new TaskportModule(run.configuration(), run.backends()));
        ExecutorService streams = Executors.newCachedThreadPool(WorkCommand::daemon);
        try (StopSignal signal = StopSignal.heard(
                        run.configuration().worker().shutdownGrace().plus(LAST_WORDS));
                Taskport taskport = injector.getInstance(Taskport.class);
                ProgressBar bar = run.output().progress("worked", 0)) {
            taskport.janitor().retention(run.configuration().retention());
            WorkTally tally = new WorkTally(bar);
            WorkerPoolBuilder builder = injector.getInstance(WorkerPoolBuilder.class);
            WorkerPool pool = described(builder, byType, streams, signal::within)
                    .listener(tally)
                    .start();
            run.output()
                    .note("Worker " + pool.id() + " takes " + String.join(", ", byType.keySet()) + " from "
                            + run.address() + (untilEmpty ? "." : "; stop it with Ctrl-C or SIGTERM."));
            boolean stoppedWell = new WorkUntil(taskport, pool, run, types(byType)).await(signal, untilEmpty);
            return run.answer(tally.answer(pool.id(), stoppedWell));
        } finally {
            streams.shutdownNow();
        }
    }

    /** An order of the configuration is built if the store lacks it; a store may also keep more than the configuration names. */
    private void requireOrderKept() throws Exception {
        Configuration configuration = run.configuration();
        SchedulingStrategy order = strategy == null ? configuration.worker().strategy() : strategy;
        boolean kept = configuration.store().strategies().contains(order)
                || (!run.ofOneProcess() && run.look(taskport -> keeps(taskport, order)));
        if (!kept) {
            throw ErrorCode.INVALID_REQUEST.error("The store " + run.address() + " does not keep the order " + order
                    + ", in which this worker would claim. No worker was started. Add it to strategies, or claim in"
                    + " another order by --strategy or worker.strategy.");
        }
    }

    private static boolean keeps(Taskport taskport, SchedulingStrategy order) {
        return taskport.backend().profile().strategies().contains(order);
    }

    private WorkerPoolBuilder described(
            WorkerPoolBuilder builder, Map<String, String> byType, ExecutorService streams, Stopping stopping) {
        builder.name(name);
        if (concurrency != null) {
            builder.concurrency(concurrency);
        }
        if (strategy != null) {
            builder.strategy(strategy);
        }
        if (lease != null) {
            builder.lease(Lease.requireDuration(Inputs.duration("--lease", lease)));
        }
        offers.forEach(pair -> Inputs.pair("--offer", pair, builder::offer));
        byType.forEach((type, command) -> builder.handle(type, handler(command, streams, stopping)));
        return builder;
    }

    private CommandHandler handler(String command, ExecutorService streams, Stopping stopping) {
        Configuration configuration = run.configuration();
        return new CommandHandler(
                command,
                run.console().workingDirectory(),
                configuration.worker().snooze(),
                configuration.store().payloadBytesMax(),
                streams,
                stopping);
    }

    private Map<String, String> byType() {
        Map<String, String> byType = new LinkedHashMap<>();
        commands.forEach(given -> {
            int equals = given.indexOf('=');
            if (equals < 1) {
                throw ErrorCode.INVALID_REQUEST.error(
                        "--exec \"" + given + "\" is not TYPE=COMMAND. No worker was started."
                                + " Write for example --exec mail=./send-mail.sh.");
            }
            String command = given.substring(equals + 1);
            if (command.isBlank()) {
                throw ErrorCode.INVALID_REQUEST.error("--exec \"" + given
                        + "\" names no command. No worker was started. Write for example --exec mail=./send-mail.sh.");
            }
            String type = new TaskType(given.substring(0, equals)).value();
            if (byType.putIfAbsent(type, command) != null) {
                throw ErrorCode.INVALID_REQUEST.error(
                        "--exec names the type " + type + " twice. No worker was started. Give each type one command.");
            }
        });
        return byType;
    }

    private static Set<TaskType> types(Map<String, String> byType) {
        return byType.keySet().stream().map(TaskType::new).collect(Collectors.toSet());
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "taskport-command-stream");
        thread.setDaemon(true);
        return thread;
    }
}
