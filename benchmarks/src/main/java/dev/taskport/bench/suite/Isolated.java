package dev.taskport.bench.suite;

import dev.taskport.bench.Durability;
import dev.taskport.bench.Load;
import dev.taskport.bench.Measure;
import dev.taskport.bench.Phase;
import dev.taskport.bench.Suite;
import dev.taskport.bench.Trial;
import dev.taskport.bench.child.Children;
import dev.taskport.bench.child.Message;
import dev.taskport.bench.child.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A suite whose contestants each have a JVM of their own, so that what one of them warms up or leaves behind is its own. */
final class Isolated implements Suite {

    private static final String TRIAL = "trial";

    private final Suites which;
    private final Setup setup;
    private final Suite suite;
    private final Children children;

    Isolated(Suites which, Setup setup) {
        this.which = which;
        this.setup = setup;
        this.suite = which.inside(setup);
        this.children = new Children(ChildMain.class, setup.folder().resolve("logs"));
    }

    /** What the JVMs can do: any trial of any suite that needs no further process. */
    static Map<String, Program> programs() {
        return Map.of(TRIAL, (question, ready) -> take(question));
    }

    private static Map<Measure, Double> take(Message question) throws Exception {
        try (Suite suite = Suites.valueOf(question.text("suite")).inside(setup(question))) {
            Trial trial = suite.trials().stream()
                    .filter(each -> each.work().equals(question.text("work")))
                    .filter(each -> each.contestant().equals(question.text("contestant")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There is no such trial: " + question));
            return trial.turn().take(Contest.folder(question));
        }
    }

    private static Setup setup(Message question) {
        Durability durability = Durability.valueOf(question.text("durability"));
        Load load = new Load(
                question.number("tasks"),
                question.number("callers"),
                question.number("priorities"),
                question.number("payloadBytes"),
                Duration.ofMillis(question.number("limitMillis")));
        return new Setup(
                durability,
                durability,
                load,
                EnumSet.allOf(Entrant.class),
                EnumSet.allOf(Phase.class),
                Duration.ofMillis(question.number("windowMillis")),
                List.of(question.text("sizes").split(",")).stream()
                        .map(Integer::valueOf)
                        .toList(),
                question.number("finished"),
                Optional.empty(),
                Contest.folder(question));
    }

    @Override
    public String name() {
        return suite.name();
    }

    @Override
    public String title() {
        return suite.title();
    }

    @Override
    public String mark() {
        return suite.mark();
    }

    @Override
    public Map<String, String> settings() {
        return suite.settings();
    }

    @Override
    public List<Trial> trials() {
        return suite.trials().stream()
                .map(trial -> new Trial(trial.work(), trial.contestant(), folder -> ask(trial, folder)))
                .toList();
    }

    private Map<Measure, Double> ask(Trial trial, Path folder) throws Exception {
        Load load = setup.load();
        List<String> sizes = setup.sizes().stream().map(String::valueOf).toList();
        return children.java(name() + "-" + contestants().indexOf(trial.contestant()))
                .ask(Message.of(TRIAL)
                        .with("suite", which)
                        .with("work", trial.work())
                        .with("contestant", trial.contestant())
                        .with("durability", setup.durability())
                        .with("tasks", load.tasks())
                        .with("callers", load.callers())
                        .with("priorities", load.priorities())
                        .with("payloadBytes", load.payloadBytes())
                        .with("limitMillis", load.limit().toMillis())
                        .with("windowMillis", setup.window().toMillis())
                        .with("sizes", String.join(",", sizes))
                        .with("finished", setup.finished())
                        .with("folder", folder.toAbsolutePath()));
    }

    private List<String> contestants() {
        return suite.trials().stream().map(Trial::contestant).distinct().toList();
    }

    @Override
    public void close() {
        children.close();
        suite.close();
    }
}
