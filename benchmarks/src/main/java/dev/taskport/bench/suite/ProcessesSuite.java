package dev.taskport.bench.suite;

import dev.taskport.bench.Measure;
import dev.taskport.bench.Phase;
import dev.taskport.bench.Suite;
import dev.taskport.bench.Trial;
import dev.taskport.bench.child.Child;
import dev.taskport.bench.child.Children;
import dev.taskport.bench.child.Message;
import dev.taskport.bench.child.Program;
import dev.taskport.bench.peer.Session;
import dev.taskport.bench.peer.TaskportPeer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Several processes on one SQLite file, each enqueuing and working off, 100 at a time. */
final class ProcessesSuite implements Suite {

    private static final String SHARE = "share";
    private static final List<Integer> PROCESSES = List.of(1, 2, 4);

    private final Setup setup;
    private final Children children;

    ProcessesSuite(Setup setup) {
        this.setup = setup;
        this.children = new Children(ChildMain.class, setup.folder().resolve("logs"));
    }

    /** What one of the processes does. */
    static Map<String, Program> programs() {
        return Map.of(SHARE, (question, ready) -> Sharer.share(question));
    }

    @Override
    public String name() {
        return "processes";
    }

    @Override
    public String title() {
        return "Processes that enqueue and work off together on one SQLite file, 100 tasks a call; the p99 is that of"
                + " the enqueue calls of whichever process had the worst";
    }

    @Override
    public String mark() {
        return contestant(1);
    }

    private static String contestant(int processes) {
        return processes == 1 ? "1 process" : processes + " processes";
    }

    @Override
    public List<Trial> trials() {
        return PROCESSES.stream()
                .map(count -> new Trial(
                        "whole life, SQLite " + setup.durability(), contestant(count), folder -> share(count, folder)))
                .toList();
    }

    private Map<Measure, Double> share(int processes, Path folder) throws Exception {
        // Created by one, so that the processes meet at their work and not at its beginning.
        TaskportPeer store = Entrant.sqlite(setup.durability());
        store.open(folder).close();
        List<Child> sharing = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            sharing.add(children.java("process-" + i));
        }
        for (Child child : sharing) {
            child.tell(Message.of(SHARE)
                    .with("folder", folder.toAbsolutePath())
                    .with("durability", setup.durability())
                    .with("payloadBytes", setup.load().payloadBytes())
                    .with("windowMillis", setup.window().toMillis()));
        }
        List<Map<Measure, Double>> all = new ArrayList<>();
        for (Child child : sharing) {
            all.add(child.figures());
        }
        requireEach(store, folder, all);
        return together(all);
    }

    private static void requireEach(TaskportPeer store, Path folder, List<Map<Measure, Double>> all) throws Exception {
        long enqueued = (long) sum(all, Measure.ENQUEUED);
        long handled = (long) sum(all, Measure.HANDLED);
        try (Session session = store.open(folder)) {
            if (handled + session.left() != enqueued) {
                throw new IllegalStateException("Of " + enqueued + " tasks " + handled + " were handled and "
                        + session.left() + " are left in the store.");
            }
        }
    }

    private static Map<Measure, Double> together(List<Map<Measure, Double>> all) {
        double rate = sum(all, Measure.RATE);
        double least =
                all.stream().mapToDouble(each -> of(each, Measure.RATE)).min().orElse(0);
        double worst =
                all.stream().mapToDouble(each -> of(each, Measure.P99)).max().orElse(0);
        Map<Measure, Double> together = new EnumMap<>(Measure.class);
        together.put(Measure.RATE, rate);
        together.put(Measure.SLOWEST, least * all.size() / Math.max(1, rate));
        together.put(Measure.P99, worst);
        together.put(Measure.BUSY, sum(all, Measure.BUSY));
        return together;
    }

    private static double sum(List<Map<Measure, Double>> all, Measure measure) {
        return all.stream().mapToDouble(each -> of(each, measure)).sum();
    }

    private static double of(Map<Measure, Double> figures, Measure measure) {
        return figures.getOrDefault(measure, 0.0);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "every process",
                "public interface, a worker pool as it is by default, enqueue calls of " + Phase.BATCH
                        + " tasks while fewer than " + Sharer.STANDING + " of its own wait; durability="
                        + setup.durability().option());
    }

    @Override
    public void close() {
        children.close();
    }
}
