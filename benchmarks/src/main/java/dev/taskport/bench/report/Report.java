package dev.taskport.bench.report;

import dev.taskport.bench.Rounds;
import dev.taskport.bench.Suite;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that a run of the harness found, and under which conditions. */
public record Report(Conditions conditions, List<Part> parts) {

    public Report {
        parts = List.copyOf(parts);
    }

    /** Whether everything that was to be measured was. */
    public boolean complete() {
        return parts.stream().allMatch(part -> part.failures().isEmpty());
    }

    /**
     * What one suite found.
     *
     * @param mark whose figures the ratios are taken to
     * @param settings how the contestants were set up, by name
     * @param failures what could not be measured, and why
     */
    public record Part(
            String name,
            String title,
            String mark,
            Map<String, String> settings,
            List<Rounds.Row> rows,
            List<String> failures) {

        public Part {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
            rows = List.copyOf(rows);
            failures = List.copyOf(failures);
        }

        public static Part of(Suite suite, Rounds.Outcome outcome) {
            return new Part(
                    suite.name(), suite.title(), suite.mark(), suite.settings(), outcome.rows(), outcome.failures());
        }
    }
}
