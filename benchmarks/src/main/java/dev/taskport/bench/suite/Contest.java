package dev.taskport.bench.suite;

import dev.taskport.bench.Contestant;
import dev.taskport.bench.Durability;
import dev.taskport.bench.Load;
import dev.taskport.bench.Measure;
import dev.taskport.bench.Pace;
import dev.taskport.bench.Phase;
import dev.taskport.bench.Working;
import dev.taskport.bench.child.Child;
import dev.taskport.bench.child.Children;
import dev.taskport.bench.child.Message;
import dev.taskport.bench.child.Program;
import dev.taskport.bench.peer.PeerContestant;
import dev.taskport.bench.peer.PlainJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entrants that were chosen, each in a process of its own; both ends of what the harness asks them. */
final class Contest implements AutoCloseable {

    static final String PHASE = "phase";
    static final String START = "start";
    static final String IDLE = "idle";

    private static final String ENTRANT = "entrant";
    private static final String DURABILITY = "durability";
    private static final String FOLDER = "folder";

    private final Setup setup;
    private final Children children;

    Contest(Setup setup) {
        this.setup = setup;
        this.children = new Children(ChildMain.class, setup.folder().resolve("logs"));
    }

    /** What a child in Java can do. */
    static Map<String, Program> programs() {
        return Map.of(
                PHASE,
                        (question, ready) -> contestant(question)
                                .run(Phase.valueOf(question.text("phase")), load(question), folder(question))
                                .figures(),
                START, (question, ready) -> working(question).start(pace(question), folder(question)),
                IDLE, (question, ready) -> working(question).idle(pace(question).window(), folder(question)));
    }

    private static Contestant contestant(Message question) {
        return Entrant.valueOf(question.text(ENTRANT)).contestant(Durability.valueOf(question.text(DURABILITY)));
    }

    private static Working working(Message question) {
        return (Working) contestant(question);
    }

    private static Load load(Message question) {
        return new Load(
                question.number("of"),
                question.number("callers"),
                question.number("priorities"),
                question.number("payloadBytes"),
                Duration.ofMillis(question.number("limitMillis")));
    }

    private static Pace pace(Message question) {
        return new Pace(question.number("perSecond"), Duration.ofMillis(question.number("windowMillis")));
    }

    static Path folder(Message question) {
        return Path.of(question.text(FOLDER));
    }

    /** Those that can take part at all here, in order. */
    List<Entrant> entrants() {
        return Arrays.stream(Entrant.values())
                .filter(setup.entrants()::contains)
                .filter(entrant -> entrant != Entrant.PLAINJOB || setup.npm().isPresent())
                .toList();
    }

    /** Those that have workers that wait. */
    List<Entrant> waiting() {
        return entrants().stream().filter(this::waits).toList();
    }

    private boolean waits(Entrant entrant) {
        Contestant contestant = contestant(entrant);
        return entrant == Entrant.PLAINJOB || (contestant instanceof PeerContestant peer && peer.waits());
    }

    Contestant contestant(Entrant entrant) {
        return entrant.contestant(setup.durability(entrant));
    }

    Map<String, String> settings(List<Entrant> of) {
        Map<String, String> settings = new LinkedHashMap<>();
        of.forEach(entrant ->
                settings.put(contestant(entrant).name(), contestant(entrant).settings()));
        return settings;
    }

    Map<Measure, Double> phase(Entrant entrant, Phase phase, Path folder) throws Exception {
        Load load = setup.load();
        return child(entrant)
                .ask(question(PHASE, entrant, folder)
                        .with("phase", phase)
                        .with("of", load.tasks())
                        .with("tasks", load.tasks(phase))
                        .with("callers", load.callers())
                        .with("priorities", load.priorities())
                        .with("payloadBytes", load.payloadBytes())
                        .with("payload", load.payload())
                        .with("limitMillis", load.limit().toMillis()));
    }

    Map<Measure, Double> start(Entrant entrant, Path folder) throws Exception {
        return child(entrant).ask(paced(START, entrant, folder));
    }

    Map<Measure, Double> idle(Entrant entrant, Path folder) throws Exception {
        return child(entrant).ask(paced(IDLE, entrant, folder));
    }

    private Message paced(String verb, Entrant entrant, Path folder) {
        return question(verb, entrant, folder)
                .with("perSecond", setup.pace().perSecond())
                .with("windowMillis", setup.window().toMillis());
    }

    private Message question(String verb, Entrant entrant, Path folder) {
        return Message.of(verb)
                .with(ENTRANT, entrant.name())
                .with(DURABILITY, setup.durability(entrant).name())
                .with(FOLDER, folder.toAbsolutePath());
    }

    private Child child(Entrant entrant) throws IOException {
        return entrant == Entrant.PLAINJOB
                ? children.get(entrant.name(), log -> PlainJob.start(setup.npm().orElseThrow(), log))
                : children.java(entrant.name());
    }

    @Override
    public void close() {
        children.close();
    }
}
