package dev.taskport.bench.layout;

import dev.taskport.bench.Contestant;
import dev.taskport.bench.Load;
import dev.taskport.bench.layout.LayoutContestant.Ends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All layouts that are compared; the mark first. */
public final class Layouts {

    private Layouts() {}

    private static Stream<Layout> all() {
        return Stream.of(
                new PlainLayout(),
                new WideLayout(),
                new SplitLayout(),
                new RangeLayout(),
                new ClaimLayout(),
                new OwnerLayout(),
                new OrderedLayout(),
                new SharedLayout());
    }

    /**
     * All of them, ready to be compared.
     *
     * @param synchronous FULL or NORMAL
     */
    public static List<Contestant> contestants(String synchronous) {
        Stream<Contestant> together = all().map(layout -> new LayoutContestant(layout, synchronous, Ends.TOGETHER));
        return Stream.concat(together, Stream.of(new LayoutContestant(new SharedLayout(), synchronous, Ends.APART)))
                .toList();
    }

    /** The layouts by name; when tasks end makes no difference to how they lie while they wait. */
    public static List<String> names() {
        return all().map(Layout::name).toList();
    }

    /** Bytes of file for each waiting task, by layout; the files lie in {@code folder} meanwhile. */
    public static Map<String, Double> bytes(Load load, Path folder) throws SQLException, IOException {
        Map<String, Double> sizes = new LinkedHashMap<>();
        for (Layout layout : all().toList()) {
            sizes.put(layout.name(), new LayoutContestant(layout, "NORMAL", Ends.TOGETHER).bytes(load, folder));
            Files.delete(folder.resolve("layout.db"));
        }
        return sizes;
    }
}
