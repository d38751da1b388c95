package dev.taskport.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrationReportTest {

    @Test
    void many_tasks_are_told_with_their_speed() {
        assertThat(took(20_000, Duration.ofMillis(1600))).isEqualTo("  took      1.6 s, 12500 tasks/s");
    }

    @Test
    void few_tasks_tell_nothing_about_the_speed() {
        assertThat(took(999, Duration.ofMillis(40))).isEqualTo("  took      0.0 s");
    }

    @Test
    void a_speed_of_nothing_is_not_told() {
        assertThat(took(1000, Duration.ZERO)).isEqualTo("  took      0.0 s");
        assertThat(took(1000, Duration.ofHours(1))).isEqualTo("  took      3600.0 s");
    }

    private static String took(long migrated, Duration took) {
        MigrationReport report = new MigrationReport(
                "run", "folder", "a", "b", false, migrated, migrated, 0, 0, 0, Map.of(), List.of(), true, 0, List.of(),
                took);
        return report.text()
                .lines()
                .filter(line -> line.startsWith("  took"))
                .findFirst()
                .orElse("");
    }
}
