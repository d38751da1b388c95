package dev.taskport.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a worker offers: for each key, values or prefixes. A value that ends in {@code .*} offers everything below it:
 * {@code Sources.*} meets {@code Sources.A} but not {@code Sources}; {@code *} alone offers every value of its key. The
 * wildcard is the worker's: a star in a requirement is an ordinary letter.
 *
 * @param offers by key
 */
public record Capabilities(Map<String, List<String>> offers) {

    /** Meets tasks without requirements only. */
    public static final Capabilities NONE = new Capabilities(Map.of());

    private static final String EVERYTHING = "*";
    private static final String EVERYTHING_BELOW = ".*";

    public Capabilities {
        Map<String, List<String>> copy = new TreeMap<>();
        offers.forEach((key, values) -> copy.put(key, List.copyOf(values)));
        offers = Map.copyOf(copy);
    }

    /** These capabilities and one more. */
    public Capabilities and(String key, String offer) {
        Map<String, List<String>> more = new LinkedHashMap<>(offers);
        more.merge(
                key,
                List.of(offer),
                (a, b) -> Stream.of(a, b).flatMap(List::stream).distinct().toList());
        return new Capabilities(more);
    }

    /** Whether a worker with these capabilities may take a task with those requirements. */
    public boolean meet(Requirements requirements) {
        return requirements.values().entrySet().stream()
                .allMatch(required -> required.getValue().stream().allMatch(value -> offers(required.getKey(), value)));
    }

    private boolean offers(String key, String value) {
        return offers.getOrDefault(key, List.of()).stream().anyMatch(offer -> covers(offer, value));
    }

    private static boolean covers(String offer, String value) {
        if (offer.equals(EVERYTHING) || offer.equals(value)) {
            return true;
        }
        return offer.endsWith(EVERYTHING_BELOW)
                && value.length() >= offer.length()
                && value.startsWith(offer.substring(0, offer.length() - 1));
    }
}
