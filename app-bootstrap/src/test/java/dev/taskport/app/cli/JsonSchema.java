package dev.taskport.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The notation of {@code docs/command-line.md} for JSON: fields by name, {@code N}, {@code bool}, {@code "TEXT"}, {@code ID},
 * {@code TASK}, and {@code …} for anything.
 */
final class JsonSchema {

    private final String text;
    private int at;

    private JsonSchema(String text) {
        this.text = text;
    }

    /** Asserts that the document has exactly the fields that are promised, each of the kind that is promised. */
    static void assertMatches(JsonNode document, String schema) {
        new JsonSchema(schema).read().require("$", document);
    }

    private interface Kind {
        void require(String path, JsonNode value);
    }

    private Kind read() {
        return switch (text.charAt(at)) {
            case '{' -> object();
            case '[' -> array();
            default -> word();
        };
    }

    private Kind object() {
        at++;
        if (skip("…}")) {
            return (path, value) -> assertThat(value.isObject()).as(path).isTrue();
        }
        Map<String, Kind> fields = new LinkedHashMap<>();
        while (!skip("}")) {
            skip(",");
            int end = text.indexOf('"', at + 1);
            String name = text.substring(at + 1, end);
            at = end + 2;
            fields.put(name, read());
        }
        return (path, value) -> requireFields(path, value, fields);
    }

    private static void requireFields(String path, JsonNode value, Map<String, Kind> fields) {
        List<String> names = new ArrayList<>();
        value.fieldNames().forEachRemaining(names::add);
        assertThat(names).as(path).containsExactlyElementsOf(fields.keySet());
        fields.forEach((name, kind) -> {
            if (!value.get(name).isNull()) {
                kind.require(path + "." + name, value.get(name));
            }
        });
    }

    private Kind array() {
        at++;
        if (skip("…]")) {
            return (path, value) -> assertThat(value.isArray()).as(path).isTrue();
        }
        Kind item = read();
        assertThat(skip("]")).as(text.substring(at)).isTrue();
        return (path, value) -> {
            assertThat(value.isArray()).as(path).isTrue();
            value.forEach(each -> item.require(path + "[]", each));
        };
    }

    private Kind word() {
        int begin = at;
        while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(begin, at);
        return switch (word) {
            case "…" -> (path, value) -> assertThat(value).as(path).isNotNull();
            case "N" -> (path, value) -> assertThat(value.isNumber()).as(path).isTrue();
            case "bool" ->
                (path, value) -> assertThat(value.isBoolean()).as(path).isTrue();
            case "ID" -> (path, value) -> assertThat(value.asText()).as(path).matches("[0-9A-Z]{13}");
            case "TASK" ->
                (path, value) ->
                        assertMatches(value, CommandDocs.schemas("tasks show").get(0));
            default -> textual(word);
        };
    }

    private static Kind textual(String word) {
        assertThat(word).startsWith("\"").endsWith("\"");
        return (path, value) -> assertThat(value.isTextual()).as(path).isTrue();
    }

    private boolean skip(String expected) {
        boolean there = text.startsWith(expected, at);
        at += there ? expected.length() : 0;
        return there;
    }
}
