package dev.taskport.app.cli;

import dev.taskport.app.output.Json;
import dev.taskport.app.output.Style;
import dev.taskport.port.BackendCare;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How things look that were looked at. */
final class Checks {

    private Checks() {}

    static boolean ok(List<BackendCare.Check> checks) {
        return checks.stream().allMatch(BackendCare.Check::ok);
    }

    static List<Map<String, @Nullable Object>> json(List<BackendCare.Check> checks) {
        return checks.stream()
                .map(check -> Json.object("name", check.name(), "ok", check.ok(), "detail", check.detail()))
                .toList();
    }

    static String text(List<BackendCare.Check> checks, Style style) {
        return checks.stream()
                .map(check -> (check.ok() ? style.good("ok  ") : style.bad("BAD "))
                        + String.format("%-12s %s", check.name(), check.detail()))
                .collect(Collectors.joining("\n"));
    }
}
