package dev.taskport.adapter.jsonlegacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.Priority;
import dev.taskport.domain.TaskStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyMappingTest {

    private final LegacyMapping mapping = new LegacyMapping(JsonLegacyOptions.DEFAULT);

    @ParameterizedTest
    @CsvSource({
        "pending, QUEUED, false, true",
        "pending_assignment, QUEUED, false, true",
        "queued, QUEUED, false, true",
        "assigned, QUEUED, false, true",
        "in_progress, QUEUED, true, true",
        "In-Progress, QUEUED, true, true",
        "running, QUEUED, true, true",
        "leased, QUEUED, true, true",
        "claimed, QUEUED, true, true",
        "processing, QUEUED, true, true",
        "completed, COMPLETED, false, true",
        "COMPLETED, COMPLETED, false, true",
        "closed, COMPLETED, false, true",
        "done, COMPLETED, false, true",
        "failed, DEAD, false, true",
        "cancelled, CANCELLED, false, true",
        "canceled, CANCELLED, false, true",
        "blocked, HELD, false, false",
        "deferred, HELD, false, false",
        "approved, HELD, false, false",
        "backlog, HELD, false, false",
        "planning, HELD, false, false",
        "whatever, HELD, false, false",
        "'', HELD, false, false",
    })
    void a_status_word_means_one_thing_and_an_unknown_one_never_lets_a_task_run(
            String word, TaskStatus status, boolean interrupted, boolean known) {
        assertThat(mapping.status(word)).isEqualTo(new LegacyMapping.Meaning(status, interrupted, known));
    }

    @Test
    void the_users_meaning_of_a_word_wins() {
        JsonLegacyOptions options = new JsonLegacyOptions(
                ZoneId.of("UTC"), Map.of("on_ice", TaskStatus.CANCELLED, "in_progress", TaskStatus.HELD), 1);
        LegacyMapping own = new LegacyMapping(options);
        assertThat(own.status("On Ice")).isEqualTo(new LegacyMapping.Meaning(TaskStatus.CANCELLED, false, true));
        assertThat(own.status("in_progress")).isEqualTo(new LegacyMapping.Meaning(TaskStatus.HELD, false, true));
        assertThat(own.status("done").status()).isEqualTo(TaskStatus.COMPLETED);
    }

    @ParameterizedTest
    @CsvSource({"CRITICAL, 10", "HIGH, 50", "high, 50", "MEDIUM, 100", "NORMAL, 100", "LOW, 200"})
    void a_priority_word_has_a_number(String word, int number) {
        assertThat(mapping.priority(word)).contains(new Priority(number));
    }

    @Test
    void an_unknown_priority_word_has_none() {
        assertThat(mapping.priority("urgent")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, 0", "7, 7", "1000, 1000", "1001, 1000", "1e400, 1000", "-1e400, 0", "5.9, 5"})
    void a_priority_number_is_taken_or_moved_to_the_nearest_legal_one(BigDecimal number, int priority) {
        assertThat(mapping.priority(number)).isEqualTo(new Priority(priority));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-11-16T08:27:25.163961, 2025-11-16T08:27:25.163961Z, true",
        "2025-11-16T08:27:25, 2025-11-16T08:27:25Z, true",
        "2025-11-16 08:27:25.1, 2025-11-16T08:27:25.1Z, true",
        "2025-11-16T14:45, 2025-11-16T14:45:00Z, true",
        "2025-11-16, 2025-11-16T00:00:00Z, true",
        "2025-11-15T10:51:00Z, 2025-11-15T10:51:00Z, false",
        "2025-11-16T15:17:58.924524+00:00, 2025-11-16T15:17:58.924524Z, false",
        "2025-11-16T15:17:58.924+0000, 2025-11-16T15:17:58.924Z, false",
        "2025-11-16T15:17:58-08:00, 2025-11-16T23:17:58Z, false",
        "2025-11-16T15:17+02, 2025-11-16T13:17:00Z, false",
        "2025-11-16T14:45Z, 2025-11-16T14:45:00Z, false",
        "' 2025-11-16T14:45Z ', 2025-11-16T14:45:00Z, false",
    })
    void a_time_is_read_in_all_forms_that_were_seen(String text, Instant instant, boolean zoneless) {
        assertThat(mapping.time(text)).contains(new LegacyMapping.Time(instant, zoneless));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "2025-02-30", "2025-11-16T25:00", "2025-11-1608:27", "16.11.2025", "2025-W44"})
    void what_is_no_time_is_not_guessed(String text) {
        assertThat(mapping.time(text)).isEmpty();
    }

    @Test
    void a_time_without_a_zone_is_read_in_the_zone_that_was_asked_for() {
        LegacyMapping berlin = new LegacyMapping(new JsonLegacyOptions(ZoneId.of("Europe/Berlin"), Map.of(), 1));
        assertThat(berlin.time("2025-07-01T12:00:00").orElseThrow().instant())
                .isEqualTo(Instant.parse("2025-07-01T10:00:00Z"));
        assertThat(berlin.time("2025-07-01T12:00:00Z").orElseThrow().instant())
                .isEqualTo(Instant.parse("2025-07-01T12:00:00Z"));
    }
}
