package dev.taskport.engine;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The little JSON that the engine itself needs for its records: objects are maps, arrays are lists, numbers are longs or
 * doubles. It reads texts that {@link JsonText} has accepted, so it checks nothing twice.
 */
final class Json {

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static @Nullable Object read(JsonText json) {
        Json reader = new Json(json.text());
        return reader.value();
    }

    /** The members of an object; empty if the document is none. */
    static Map<String, @Nullable Object> readObject(JsonText json) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (read(json) instanceof Map<?, ?> object) {
            object.forEach((name, value) -> members.put(Objects.toString(name), value));
        }
        return members;
    }

    static JsonText write(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        append(value, out);
        return JsonText.of(out.toString());
    }

    private @Nullable Object value() {
        space();
        return switch (text.charAt(at)) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (more('}')) {
            String name = string();
            space();
            at++; // the colon
            members.put(name, value());
        }
        return members;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> items = new ArrayList<>();
        while (more(']')) {
            items.add(value());
        }
        return items;
    }

    /** Steps over the opening bracket or comma; false, past the closing bracket, at the end. */
    private boolean more(char close) {
        space();
        if (text.charAt(at) != close) {
            at++;
            space();
        }
        if (text.charAt(at) == close) {
            at++;
            return false;
        }
        return true;
    }

    private String string() {
        StringBuilder read = new StringBuilder();
        at++;
        while (text.charAt(at) != '"') {
            char c = text.charAt(at++);
            read.append(c == '\\' ? escaped() : c);
        }
        at++;
        return read.toString();
    }

    private char escaped() {
        char c = text.charAt(at++);
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) Integer.parseInt(text.substring(at, at += 4), 16);
            default -> c;
        };
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        at += word.length();
        return value;
    }

    private Object number() {
        int start = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(start, at);
        return digits.matches("-?\\d{1,18}") ? (Object) Long.valueOf(digits) : (Object) Double.valueOf(digits);
    }

    private void space() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }

    private static void append(@Nullable Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> object) {
            out.append('{');
            object.forEach((name, member) -> {
                separate(out, '{');
                append(String.valueOf(name), out);
                append(member, out.append(':'));
            });
            out.append('}');
        } else if (value instanceof Iterable<?> items) {
            out.append('[');
            items.forEach(item -> {
                separate(out, '[');
                append(item, out);
            });
            out.append(']');
        } else if (value instanceof String string) {
            quote(string, out);
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            throw ErrorCode.INVALID_REQUEST.error(
                    "A value of " + value.getClass().getName() + " is not written as JSON here.");
        }
    }

    private static void separate(StringBuilder out, char open) {
        if (out.charAt(out.length() - 1) != open) {
            out.append(',');
        }
    }

    private static void quote(String value, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
