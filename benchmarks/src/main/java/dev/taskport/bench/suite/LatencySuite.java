package dev.taskport.bench.suite;

import dev.taskport.bench.Durability;
import dev.taskport.bench.Measure;
import dev.taskport.bench.Pace;
import dev.taskport.bench.Suite;
import dev.taskport.bench.Trial;
import dev.taskport.bench.child.Child;
import dev.taskport.bench.child.Children;
import dev.taskport.bench.child.Message;
import dev.taskport.bench.child.Program;
import dev.taskport.bench.peer.Session;
import dev.taskport.bench.peer.StartTimes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How soon a task starts on a queue that has nothing else to do, and what waiting for it costs. */
final class LatencySuite implements Suite {

    private static final String LISTEN = "listen";
    private static final String PRODUCE = "produce";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Setup setup;
    private final Contest contest;
    private final Children pair;

    LatencySuite(Setup setup) {
        this.setup = setup;
        this.contest = new Contest(setup);
        this.pair = new Children(ChildMain.class, setup.folder().resolve("logs"));
    }

    /** What the two processes of one file do. */
    static Map<String, Program> programs() {
        return Map.of(LISTEN, LatencySuite::listen, PRODUCE, (question, ready) -> produce(question));
    }

    private static Map<Measure, Double> listen(Message question, Runnable ready) throws Exception {
        StartTimes times = new StartTimes(question.number("tasks"));
        try (Session session = session(question)) {
            session.work(times::started);
            ready.run();
            times.await(PATIENCE);
            session.rest();
        }
        return times.figures();
    }

    private static Map<Measure, Double> produce(Message question) throws Exception {
        try (Session session = session(question)) {
            new Pace(question.number("perSecond"), Duration.ofMillis(question.number("windowMillis")))
                    .run(() -> session.enqueue(StartTimes.job()));
        }
        return Map.of();
    }

    private static Session session(Message question) {
        return Entrant.sqlite(Durability.valueOf(question.text("durability"))).open(Contest.folder(question));
    }

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String title() {
        return "From before the enqueue call to the handler at " + setup.pace().perSecond()
                + " tasks a second, and what idle workers cost";
    }

    @Override
    public String mark() {
        return contest.contestant(Entrant.TASKPORT).name();
    }

    @Override
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (Entrant entrant : contest.waiting()) {
            trials.add(new Trial(
                    "enqueue to start", contest.contestant(entrant).name(), folder -> contest.start(entrant, folder)));
        }
        if (contest.entrants().contains(Entrant.TASKPORT)) {
            trials.add(new Trial(
                    "enqueue to start",
                    contest.contestant(Entrant.TASKPORT).name() + ", two processes",
                    this::betweenProcesses));
        }
        for (Entrant entrant : contest.waiting()) {
            trials.add(new Trial("idle", contest.contestant(entrant).name(), folder -> contest.idle(entrant, folder)));
        }
        return trials;
    }

    private Map<Measure, Double> betweenProcesses(Path folder) throws Exception {
        Child worker = pair.java("worker");
        Child producer = pair.java("producer");
        Pace pace = setup.pace();
        worker.tell(question(LISTEN, folder).with("tasks", pace.tasks()));
        worker.await("ready");
        producer.ask(question(PRODUCE, folder)
                .with("perSecond", pace.perSecond())
                .with("windowMillis", pace.window().toMillis()));
        return worker.figures();
    }

    private Message question(String verb, Path folder) {
        return Message.of(verb).with("durability", setup.durability()).with("folder", folder.toAbsolutePath());
    }

    @Override
    public Map<String, String> settings() {
        return contest.settings(contest.waiting());
    }

    @Override
    public void close() {
        contest.close();
        pair.close();
    }
}
