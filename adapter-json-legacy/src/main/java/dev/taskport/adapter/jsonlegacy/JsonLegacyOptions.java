package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskportException;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import java.time.DateTimeException;
import java.time.ZoneId;
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
 */
record JsonLegacyOptions(ZoneId zone, Map<String, TaskStatus> statuses, long bytesMax) {

    static final long BYTES_MAX_DEFAULT = 64L * 1024 * 1024;

    /** The file is held in memory as one text, which has an end. */
    private static final long BYTES_MAX_LIMIT = 1024L * 1024 * 1024;

    private static final String ZONE = "zone";
    private static final String STATUS_MAP = "status-map";
    private static final String MAX_BYTES = "max-bytes";
    private static final Set<String> NAMES = Set.of(ZONE, STATUS_MAP, MAX_BYTES);

    /** Those that a life can begin with here: nobody holds a lease on it, and dependencies decide what is BLOCKED. */
    private static final Set<TaskStatus> MAPPABLE =
            Set.of(TaskStatus.QUEUED, TaskStatus.HELD, TaskStatus.COMPLETED, TaskStatus.DEAD, TaskStatus.CANCELLED);

    static final JsonLegacyOptions DEFAULT = new JsonLegacyOptions(ZoneId.of("UTC"), Map.of(), BYTES_MAX_DEFAULT);

    JsonLegacyOptions {
        statuses = Map.copyOf(statuses);
    }

    /** @throws TaskportException INVALID_REQUEST for an unknown name or a value that makes no sense */
    static JsonLegacyOptions of(BackendAddress address, BackendOptions options) {
        Map<String, String> values = new TreeMap<>(options.values());
        values.putAll(address.options());
        values.keySet().forEach(JsonLegacyOptions::requireKnown);
        return new JsonLegacyOptions(
                zone(values.getOrDefault(ZONE, "UTC")),
                statuses(values.getOrDefault(STATUS_MAP, "")),
                bytesMax(values.getOrDefault(MAX_BYTES, Long.toString(BYTES_MAX_DEFAULT))));
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

    private static long bytesMax(String text) {
        try {
            long bytes = Long.parseLong(text);
            if (bytes >= 1 && bytes <= BYTES_MAX_LIMIT) {
                return bytes;
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words as for a number out of range.
        }
        throw invalid(
                "max-bytes \"" + text + "\" is not a number from 1 to " + BYTES_MAX_LIMIT,
                "Give bytes, without a unit");
    }

    private static TaskportException invalid(String what, String next) {
        return ErrorCode.INVALID_REQUEST.error(what + ". The file was not opened. " + next + ".");
    }
}
