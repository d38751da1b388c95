package dev.taskport.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The picture in the documentation is the table in the code. */
class LifeTablePictureTest {

    private static final Path PICTURE = Path.of("..", "docs", "life-of-a-task.md");
    private static final Pattern ARROW = Pattern.compile("^ *([A-Z]+) --> ([A-Z]+) : (\\w+)$", Pattern.MULTILINE);

    @Test
    void the_picture_shows_exactly_the_arrows_of_the_life_table() throws IOException {
        Set<String> drawn = ARROW.matcher(Files.readString(PICTURE))
                .results()
                .map(LifeTablePictureTest::arrow)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(drawn).isEqualTo(arrowsOfTheTable());
    }

    private static String arrow(MatchResult match) {
        return match.group(1) + " --> " + match.group(2) + " : " + match.group(3);
    }

    private static Set<String> arrowsOfTheTable() {
        Set<String> arrows = new TreeSet<>();
        for (TaskStatus from : TaskStatus.values()) {
            for (TaskEvent event : TaskEvent.values()) {
                TaskLifecycle.targets(from, event)
                        .forEach(to -> arrows.add(
                                from + " --> " + to + " : " + event.name().toLowerCase(Locale.ROOT)));
            }
        }
        return arrows;
    }
}
