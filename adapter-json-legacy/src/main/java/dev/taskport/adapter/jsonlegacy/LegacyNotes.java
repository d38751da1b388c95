package dev.taskport.adapter.jsonlegacy;

import dev.taskport.port.ForeignReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what had to be interpreted, with a few examples of each kind. For one thread. */
final class LegacyNotes {

    private static final int EXAMPLES_MAX = 8;
    private static final int EXAMPLE_LENGTH_MAX = 60;

    /** In the order in which they are told. */
    enum Kind {
        COUNTERS("counters", "Counters of the file that disagree with its tasks, and were not used"),
        STATUS(
                "status",
                "Tasks HELD, because their status does not say that they may run (a status map decides otherwise)"),
        INTERRUPTED(
                "interrupted",
                "Tasks that were being worked on: they wait again, the interruption is a failed attempt"),
        PRIORITY("priority", "Priorities that are missing or no known word, read as 100"),
        PRIORITY_RANGE("priority-range", "Priorities beyond 0 to 1000, moved to the nearest of these"),
        ZONE("zone", "Times without a zone, read in the zone"),
        TIME("time", "Times that cannot be read; their text is kept"),
        NO_CREATION_TIME(
                "no-creation-time", "Tasks that do not say when they were created, given the time of the file"),
        NO_FINISH_TIME("no-finish-time", "Finished tasks that do not say when they finished; none was invented"),
        DEPENDENCY_MISSING(
                "dependency-missing", "Tasks that depend on what is not in the file; those not finished are HELD"),
        DEPENDENCY_CYCLE("dependency-cycle", "Tasks that wait for each other in a circle, HELD"),
        NO_ID("no-id", "Tasks without an id"),
        NO_TYPE("no-type", "Tasks that do not say which capability they need, given the type"),
        TASKPORT("taskport", "Notes of Taskport on tasks that cannot be used; the legacy fields alone were read"),
        FIELD("field", "Fields of an unexpected shape, left in the payload");

        private final String word;
        private final String text;

        Kind(String word, String text) {
            this.word = word;
            this.text = text;
        }
    }

    private record Noted(long count, Map<String, Long> examples) {
        Noted and(String example) {
            Map<String, Long> more = new LinkedHashMap<>(examples);
            if (more.containsKey(example) || more.size() < EXAMPLES_MAX) {
                more.merge(example, 1L, Long::sum);
            }
            return new Noted(count + 1, more);
        }

        String told() {
            if (examples.containsValue(count)) {
                return String.join("", examples.keySet());
            }
            List<String> told = new ArrayList<>();
            examples.forEach((example, times) -> told.add(times == 1 ? example : example + " × " + times));
            boolean all = examples.values().stream().mapToLong(Long::longValue).sum() == count;
            return String.join(", ", told) + (all ? "" : " …");
        }
    }

    private final Map<Kind, Noted> noted = new EnumMap<>(Kind.class);

    void note(Kind kind, String example) {
        String shown =
                example.length() <= EXAMPLE_LENGTH_MAX ? example : example.substring(0, EXAMPLE_LENGTH_MAX) + "…";
        noted.put(kind, noted.getOrDefault(kind, new Noted(0, Map.of())).and(shown));
    }

    List<ForeignReader.Warning> warnings() {
        return noted.entrySet().stream()
                .map(entry -> warning(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static ForeignReader.Warning warning(Kind kind, Noted noted) {
        return new ForeignReader.Warning(
                kind.word, noted.count(), kind.text + ": " + noted.count() + " (" + noted.told() + ")");
    }
}
