package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskportException;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What only this backend understands; a name in the address wins over the same name in the options.
 *
 * @param zone {@code zone}: how times without a zone are read; UTC unless given
 * @param statuses {@code status-map}: own meanings of status words, as {@code word=STATUS} separated by commas or line
 *     breaks; a line that begins with # is a comment
 * @param bytesMax {@code max-bytes}: a larger file is not read at all; 64 MiB unless given
 * @param taskLimit {@code task-limit}: no task is added beyond so many; 10,000 unless given
 * @param sizeLimit {@code size-limit}: no task is added to a file larger than so many bytes, and nothing else beyond
 *     twice of it; 16 MiB unless given
 * @param journalLimit {@code journal-limit}: when the journal beside the file has so many bytes, the file is written
 *     anew; 4 MiB unless given
 * @param given the names of those that somebody has given
 */
record JsonLegacyOptions(
        ZoneId zone,
        Map<String, TaskStatus> statuses,
        long bytesMax,
        int taskLimit,
        long sizeLimit,
        long journalLimit,
        Set<String> given) {

    static final long BYTES_MAX_DEFAULT = 64L * 1024 * 1024;

    /** The file is held in memory as one text, which has an end. */
    private static final long BYTES_MAX_LIMIT = 1024L * 1024 * 1024;

    private static final String ZONE = "zone";
    private static final String STATUS_MAP = "status-map";
    private static final String MAX_BYTES = "max-bytes";
    private static final String TASK_LIMIT = "task-limit";
    private static final String SIZE_LIMIT = "size-limit";
    private static final String JOURNAL_LIMIT = "journal-limit";
    private static final long JOURNAL_LIMIT_DEFAULT = 4L * 1024 * 1024;
    private static final int TASK_LIMIT_DEFAULT = 10_000;
    private static final int TASK_LIMIT_MAX = 1_000_000;
    private static final long SIZE_LIMIT_DEFAULT = 16L * 1024 * 1024;
    private static final Set<String> NAMES = Set.of(ZONE, STATUS_MAP, MAX_BYTES, TASK_LIMIT, SIZE_LIMIT, JOURNAL_LIMIT);

    /** Those that a life can begin with here: nobody holds a lease on it, and dependencies decide what is BLOCKED. */
    private static final Set<TaskStatus> MAPPABLE =
            Set.of(TaskStatus.QUEUED, TaskStatus.HELD, TaskStatus.COMPLETED, TaskStatus.DEAD, TaskStatus.CANCELLED);

    static final JsonLegacyOptions DEFAULT = new JsonLegacyOptions(ZoneId.of("UTC"), Map.of(), BYTES_MAX_DEFAULT);

    JsonLegacyOptions {
        statuses = Map.copyOf(statuses);
        given = Set.copyOf(given);
    }

    /** Options with the default limits of a store that is worked on. */
    JsonLegacyOptions(ZoneId zone, Map<String, TaskStatus> statuses, long bytesMax) {
        this(zone, statuses, bytesMax, TASK_LIMIT_DEFAULT, SIZE_LIMIT_DEFAULT, JOURNAL_LIMIT_DEFAULT, Set.of());
    }

    /** @throws TaskportException INVALID_REQUEST for an unknown name or a value that makes no sense */
    static JsonLegacyOptions of(BackendAddress address, BackendOptions options) {
        Map<String, String> values = new TreeMap<>(options.values());
        values.putAll(address.options());
        values.keySet().forEach(JsonLegacyOptions::requireKnown);
        return new JsonLegacyOptions(
                zone(values.getOrDefault(ZONE, "UTC")),
                statuses(values.getOrDefault(STATUS_MAP, "")),
                number(values, MAX_BYTES, BYTES_MAX_DEFAULT, BYTES_MAX_LIMIT),
                (int) number(values, TASK_LIMIT, TASK_LIMIT_DEFAULT, TASK_LIMIT_MAX),
                number(values, SIZE_LIMIT, SIZE_LIMIT_DEFAULT, BYTES_MAX_LIMIT),
                number(values, JOURNAL_LIMIT, JOURNAL_LIMIT_DEFAULT, BYTES_MAX_LIMIT),
                values.keySet());
    }

    /** These options, reading words and times in another way. */
    JsonLegacyOptions reading(ZoneId otherZone, Map<String, TaskStatus> otherStatuses) {
        return new JsonLegacyOptions(otherZone, otherStatuses, bytesMax, taskLimit, sizeLimit, journalLimit, given);
    }

    /**
     * What was given here and does not count, because words and times mean for ever what they meant when the file was taken
     * in.
     *
     * @param remembered the options of that time
     */
    List<String> unheeded(JsonLegacyOptions remembered) {
        List<String> unheeded = new ArrayList<>();
        if (given.contains(ZONE) && !zone.equals(remembered.zone)) {
            unheeded.add(unheeded(ZONE + " " + zone, "times without a zone were read in " + remembered.zone));
        }
        if (given.contains(STATUS_MAP) && !statuses.equals(remembered.statuses)) {
            unheeded.add(unheeded(
                    STATUS_MAP,
                    remembered.statuses.isEmpty()
                            ? "no words had meanings of their own"
                            : "the words had the meanings " + new TreeMap<>(remembered.statuses)));
        }
        return unheeded;
    }

    private static String unheeded(String option, String instead) {
        return "the option " + option + " does not count, because when Taskport took the file in, " + instead
                + ", and that stays so. Leave the option away, or give the one of that time";
    }

    /** So many bytes may be reached by what is no new task, so that what is at work can still end. */
    long sizeLimitOfGrowth() {
        return Math.min(2 * sizeLimit, BYTES_MAX_LIMIT);
    }

    /** These options for files that Taskport wrote itself, which are read whatever their size. */
    JsonLegacyOptions own() {
        return new JsonLegacyOptions(zone, statuses, BYTES_MAX_LIMIT, taskLimit, sizeLimit, journalLimit, given);
    }

    private static void requireKnown(String name) {
        if (!NAMES.contains(name)) {
            throw invalid("\"" + name + "\" is not an option of the json backend", "Known are " + new TreeSet<>(NAMES));
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw invalid(
                    "\"" + name + "\" is not a time zone",
                    "Write a region such as Europe/Berlin or an offset such as +01:00");
        }
    }

    private static Map<String, TaskStatus> statuses(String text) {
        Map<String, TaskStatus> statuses = new TreeMap<>();
        text.lines()
                .filter(line -> !line.strip().startsWith("#"))
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .filter(pair -> !pair.isBlank())
                .forEach(pair -> addStatus(statuses, pair.strip()));
        return statuses;
    }

    private static void addStatus(Map<String, TaskStatus> statuses, String pair) {
        int equals = pair.lastIndexOf('=');
        String status = pair.substring(equals + 1).strip();
        TaskStatus meaning = MAPPABLE.stream()
                .filter(known -> equals > 0 && known.name().equalsIgnoreCase(status))
                .findFirst()
                .orElseThrow(() -> invalid(
                        "\"" + pair + "\" in the status map is not WORD=STATUS",
                        "Statuses are " + new TreeSet<>(MAPPABLE)));
        String word = LegacyMapping.normal(pair.substring(0, equals));
        TaskStatus before = statuses.put(word, meaning);
        if (before != null && before != meaning) {
            throw invalid("The status map gives \"" + word + "\" two meanings", "Keep one of them");
        }
    }

    private static long number(Map<String, String> values, String name, long byDefault, long max) {
        String text = values.getOrDefault(name, Long.toString(byDefault));
        try {
            long number = Long.parseLong(text);
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words as for a number out of range.
        }
        throw invalid(name + " \"" + text + "\" is not a number from 1 to " + max, "Give a number, without a unit");
    }

    private static TaskportException invalid(String what, String next) {
        return ErrorCode.INVALID_REQUEST.error(what + ". The file was not opened. " + next + ".");
    }
}
