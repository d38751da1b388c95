package dev.taskport.domain;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a worker must offer to take a task: for each key one or more values, all of them. No requirements match any worker.
 * The order of keys and values does not matter and repeated values count once, so equal requirements are equal objects.
 *
 * @param values by key; at most {@value #KEYS_MAX} keys with at most {@value #VALUES_MAX} values each
 */
public record Requirements(SortedMap<String, List<String>> values) {

    public static final int KEYS_MAX = 32;
    public static final int VALUES_MAX = 32;
    public static final int LENGTH_MAX = 200;
    public static final Requirements NONE = new Requirements(new TreeMap<>());

    public Requirements {
        if (values.size() > KEYS_MAX) {
            throw Texts.invalid("The requirements", "have more than " + KEYS_MAX + " keys", "Use fewer");
        }
        SortedMap<String, List<String>> copy = new TreeMap<>();
        values.forEach((key, list) ->
                copy.put(Texts.name("A requirement's key", key, LENGTH_MAX), canonicalValues(key, list)));
        values = Collections.unmodifiableSortedMap(copy);
    }

    public static Requirements of(Map<String, ? extends Collection<String>> values) {
        SortedMap<String, List<String>> copy = new TreeMap<>();
        values.forEach((key, list) -> copy.put(key, List.copyOf(list)));
        return copy.isEmpty() ? NONE : new Requirements(copy);
    }

    /** These requirements and one more. */
    public Requirements and(String key, String value) {
        SortedMap<String, List<String>> more = new TreeMap<>(values);
        more.merge(key, List.of(value), (a, b) -> {
            List<String> all = new ArrayList<>(a);
            all.addAll(b);
            return all;
        });
        return new Requirements(more);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** One text for equal requirements, for example {@code format=mp4&region=eu}; empty for none. */
    public String canonical() {
        return values.entrySet().stream()
                .flatMap(e -> e.getValue().stream().map(value -> encode(e.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
    }

    /** Reads what {@link #canonical()} wrote. */
    public static Requirements parse(String canonical) {
        Requirements all = NONE;
        for (String pair : canonical.isEmpty() ? new String[0] : canonical.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw Texts.invalid("The requirement \"" + pair + "\"", "has no =", "Write KEY=VALUE");
            }
            all = all.and(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
        return all;
    }

    private static List<String> canonicalValues(String key, List<String> values) {
        if (values.isEmpty() || values.size() > VALUES_MAX) {
            throw Texts.invalid(
                    "The requirement \"" + key + "\"", "has " + values.size() + " values", "Give 1 to " + VALUES_MAX);
        }
        return values.stream()
                .map(value -> Texts.name("The requirement \"" + key + "\"", value, LENGTH_MAX))
                .distinct()
                .sorted()
                .toList();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return canonical();
    }
}
