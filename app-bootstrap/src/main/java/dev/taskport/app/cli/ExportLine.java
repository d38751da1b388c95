package dev.taskport.app.cli;

import dev.taskport.app.output.Json;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task as one line of an export: the fields of {@link TaskView}, and {@code verbatim}.
 *
 * <p>Payload, result and attributes stand there letter for letter. Where one of them holds line breaks, which JSON allows
 * between its parts, they are blanks in its field, so that a line stays a line, and {@code verbatim} holds the whole
 * document as a text under the name of the field.
 */
final class ExportLine {

    private ExportLine() {}

    static String of(Task task) {
        Map<String, @Nullable Object> line = TaskView.json(task);
        Map<String, @Nullable Object> verbatim = new LinkedHashMap<>();
        line.forEach((name, value) -> {
            if (value instanceof JsonText json && breaks(json.text())) {
                verbatim.put(name, json.text());
            }
        });
        verbatim.forEach((name, text) -> line.put(name, JsonText.stored(joined(String.valueOf(text)))));
        line.put("verbatim", verbatim.isEmpty() ? null : verbatim);
        return Json.write(line);
    }

    private static boolean breaks(String json) {
        return json.indexOf('\n') >= 0 || json.indexOf('\r') >= 0;
    }

    /** Inside of texts JSON has no line breaks, so these stand between its parts and mean nothing. */
    private static String joined(String json) {
        return json.replace('\n', ' ').replace('\r', ' ');
    }
}
