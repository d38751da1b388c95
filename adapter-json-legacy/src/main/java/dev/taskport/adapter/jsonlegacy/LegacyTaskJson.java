package dev.taskport.adapter.jsonlegacy;

import dev.taskport.adapter.jsonlegacy.JsonSlices.Slice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One element of the array {@code tasks}, as it is in the file.
 *
 * @param index its place in the array, from 0
 * @param line its first line in the file, from 1
 * @param source its text, letter for letter
 */
record LegacyTaskJson(int index, int line, String source) {

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
