package dev.taskport.adapter.jsonlegacy;

import dev.taskport.adapter.jsonlegacy.JsonSlices.Slice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One element of the array {@code tasks}, as it is in the file.
 *
 * @param index its place in the array, from 0
 * @param line its first line in the file, from 1
 * @param source its text, letter for letter, without what Taskport keeps beside the legacy fields
 * @param kept what Taskport keeps beside them, as a JSON object; null if nothing
 */
record LegacyTaskJson(
        int index, int line, String source, @Nullable String kept) {

    /** The one field that is Taskport's own. */
    static final String TASKPORT = "taskport";

    static LegacyTaskJson of(int index, int line, String text) {
        Optional<JsonSlices.Member> own = text.startsWith("{") && text.contains("\"" + TASKPORT + "\"")
                ? JsonSlices.member(text, TASKPORT)
                : Optional.empty();
        return own.map(member -> new LegacyTaskJson(index, line, member.removedFrom(text), member.value(text)))
                .orElseGet(() -> new LegacyTaskJson(index, line, text, null));
    }

    /** The text of the element with what Taskport keeps. */
    String text() {
        return kept == null ? source : withLast(source, JsonSlices.quoted(TASKPORT) + ": " + kept);
    }

    /** An object with one more member at its end; taking that out again gives the same letters. */
    private static String withLast(String object, String member) {
        String head = object.substring(0, object.length() - 1).stripTrailing();
        String tail = object.substring(head.length());
        return head + (head.equals("{") ? "" : ",") + "\n      " + member + tail;
    }

    boolean isObject() {
        return source.startsWith("{");
    }

    /** Its fields in their order: the text of each value. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Map.Entry<String, Slice> field : JsonSlices.fields(source).entrySet()) {
            fields.put(field.getKey(), field.getValue().text());
        }
        return fields;
    }

    /** Where it is, in words for people. */
    String where() {
        return "record " + (index + 1) + " (line " + line + ")";
    }

    /** The text of a field, if the field is a string. */
    static Optional<String> text(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .filter(raw -> raw.startsWith("\""))
                .map(JsonSlices::decoded);
    }
}
