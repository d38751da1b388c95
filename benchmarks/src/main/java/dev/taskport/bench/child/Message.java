package dev.taskport.bench.child;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the harness and its children say to each other: one line each, a verb and named values, separated by tabs. Values are
 * encoded as in web addresses, so that a line stays a line.
 *
 * @param values by name
 */
public record Message(String verb, Map<String, String> values) {

    private static final String SEPARATOR = "\t";

    public Message {
        values = Map.copyOf(values);
    }

    public static Message of(String verb) {
        return new Message(verb, Map.of());
    }

    /** Reads what {@link #line()} wrote. */
    public static Message parse(String line) {
        String[] parts = line.split(SEPARATOR, -1);
        Map<String, String> values = new TreeMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("\"" + parts[i] + "\" is not name=value");
            }
            values.put(parts[i].substring(0, equals), decode(parts[i].substring(equals + 1)));
        }
        return new Message(parts[0], values);
    }

    /** This message with one more value. */
    public Message with(String name, Object value) {
        Map<String, String> more = new TreeMap<>(values);
        more.put(name, value.toString());
        return new Message(verb, more);
    }

    public String line() {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(each -> SEPARATOR + each.getKey() + "=" + encode(each.getValue()))
                        .collect(Collectors.joining("", verb, ""));
    }

    /**
     * A value.
     *
     * @throws IllegalArgumentException if there is no such value
     */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The message \"" + verb + "\" has no " + name);
        }
        return value;
    }

    /**
     * A value that is a whole number.
     *
     * @throws IllegalArgumentException if there is no such value, or it is no number
     */
    public int number(String name) {
        return Integer.parseInt(text(name));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
