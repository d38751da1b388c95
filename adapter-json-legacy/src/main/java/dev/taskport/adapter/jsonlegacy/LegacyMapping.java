package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.Priority;
import dev.taskport.domain.TaskStatus;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What each word of the old queue means here. Every word is mapped in this file, and nowhere else. */
final class LegacyMapping {

    /** Waiting for somebody: may run. */
    private static final List<String> WAITING = List.of("pending", "pending_assignment", "queued", "assigned");

    /** Somebody was at it when the file was written; nobody is any more. */
    static final Set<String> RUNNING = Set.of("in_progress", "running", "leased", "claimed", "processing");

    private static final List<String> DONE = List.of("completed", "closed", "done");
    private static final List<String> FAILED = List.of("failed");
    private static final List<String> CALLED_OFF = List.of("cancelled", "canceled");

    private static final Map<String, TaskStatus> STATUSES = statuses();

    private static final Map<String, Integer> PRIORITIES =
            Map.of("critical", 10, "high", 50, "medium", 100, "normal", 100, "low", 200);

    /** Those that are written, the most urgent first. */
    private static final List<String> WORDS = List.of("CRITICAL", "HIGH", "MEDIUM", "LOW");

    private static final DateTimeFormatter WRITTEN_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSXXX", Locale.ROOT);

    /** A date; perhaps a time to the minute, second or fraction; perhaps an offset with or without colon. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("'T'HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Times that are written with four digits for the year. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private static final Pattern SPACED = Pattern.compile("^(\\d{4}-\\d{2}-\\d{2}) ");

    private final ZoneId zone;
    private final Map<String, TaskStatus> overrides;

    LegacyMapping(JsonLegacyOptions options) {
        this.zone = options.zone();
        this.overrides = options.statuses();
    }

    ZoneId zone() {
        return zone;
    }

    private static Map<String, TaskStatus> statuses() {
        Map<String, TaskStatus> statuses = new HashMap<>();
        WAITING.forEach(word -> statuses.put(word, TaskStatus.QUEUED));
        RUNNING.forEach(word -> statuses.put(word, TaskStatus.QUEUED));
        DONE.forEach(word -> statuses.put(word, TaskStatus.COMPLETED));
        FAILED.forEach(word -> statuses.put(word, TaskStatus.DEAD));
        CALLED_OFF.forEach(word -> statuses.put(word, TaskStatus.CANCELLED));
        return Map.copyOf(statuses);
    }

    /** One spelling for words that differ in case, hyphens or spaces only. */
    static String normal(String word) {
        return word.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }

    /**
     * What a status word means: nothing starts to run because of a word that does not clearly say so.
     *
     * @param status HELD for every word that is not known
     * @param interrupted whether the task was being worked on
     * @param known whether the word, or the user, says so
     */
    record Meaning(TaskStatus status, boolean interrupted, boolean known) {}

    Meaning status(String word) {
        String normal = normal(word);
        TaskStatus override = overrides.get(normal);
        if (override != null) {
            return new Meaning(override, false, true);
        }
        TaskStatus status = STATUSES.get(normal);
        return new Meaning(status == null ? TaskStatus.HELD : status, RUNNING.contains(normal), status != null);
    }

    /** The priority that a word stands for; empty for an unknown one. */
    Optional<Priority> priority(String word) {
        return Optional.ofNullable(PRIORITIES.get(normal(word))).map(Priority::new);
    }

    /** A number is taken as it is, or as the nearest legal one. */
    Priority priority(BigDecimal number) {
        BigDecimal bounded =
                number.min(BigDecimal.valueOf(Priority.LEAST_URGENT)).max(BigDecimal.ZERO);
        return Priority.clamped(bounded.longValue());
    }

    /** The word that the old program knows for a status. */
    static String word(TaskStatus status) {
        return switch (status) {
            case QUEUED -> "pending_assignment";
            case LEASED -> "in_progress";
            case COMPLETED -> "completed";
            case BLOCKED -> "blocked";
            case HELD -> "deferred";
            case DEAD -> "failed";
            case CANCELLED -> "cancelled";
        };
    }

    /** The word whose priority is nearest; of two that are equally near the more urgent one. */
    static String word(Priority priority) {
        return WORDS.stream()
                .min(Comparator.comparingInt(
                        word -> Math.abs(PRIORITIES.getOrDefault(normal(word), 0) - priority.value())))
                .orElseThrow();
    }

    /** A time as the old program writes it, to the microsecond. */
    static String text(Instant time) {
        return WRITTEN_TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    /** A time that was read, and whether it had no zone of its own. */
    record Time(Instant instant, boolean zoneless) {}

    /** Empty if the text is no time, or one in a year that nobody can mean and not every store can hold. */
    Optional<Time> time(String text) {
        try {
            return Optional.of(time(TIME.parse(SPACED.matcher(text.strip()).replaceFirst("$1T"))))
                    .filter(time ->
                            !time.instant().isBefore(FIRST) && time.instant().isBefore(END));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Time time(TemporalAccessor parsed) {
        LocalDate date = LocalDate.from(parsed);
        LocalTime time =
                Optional.ofNullable(parsed.query(TemporalQueries.localTime())).orElse(LocalTime.MIDNIGHT);
        ZoneOffset offset = parsed.query(TemporalQueries.offset());
        return offset == null
                ? new Time(date.atTime(time).atZone(zone).toInstant(), true)
                : new Time(date.atTime(time).toInstant(offset), false);
    }
}
