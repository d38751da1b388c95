package dev.taskport.migration.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Named texts in a fixed order. Absent and empty are different things. A private field's text is what people write or
 * send: it is compared but never shown. For one thread.
 */
final class Fields {

    private static final int SHOWN_LENGTH_MAX = 200;
    private static final int FINGERPRINT_LENGTH = 12;

    private final Map<String, @Nullable String> texts = new LinkedHashMap<>();
    private final Set<String> hidden = new LinkedHashSet<>();

    void put(String name, @Nullable Object value) {
        texts.put(name, value == null ? null : value.toString());
    }

    void putPrivate(String name, @Nullable String value) {
        put(name, value);
        hidden.add(name);
    }

    /** One text for a list, from which the list could be told. */
    static String list(List<String> elements) {
        StringBuilder list = new StringBuilder();
        elements.forEach(element ->
                list.append(element.length()).append(':').append(element).append(' '));
        return list.toString();
    }

    /** The fingerprint of what {@code name} has these fields. */
    Digest digest(String name) {
        StringBuilder canonical = new StringBuilder(name.length() + ":" + name);
        texts.forEach((field, text) ->
                canonical.append('\n').append(field).append(text == null ? "-" : "=" + text.length() + ":" + text));
        return Digest.of(canonical.toString());
    }

    /** The names of the fields whose texts differ. */
    List<String> differingFrom(Fields other) {
        List<String> differing = new ArrayList<>();
        texts.forEach((name, text) -> {
            if (!Objects.equals(text, other.texts.get(name))) {
                differing.add(name);
            }
        });
        return differing;
    }

    /** A field's text as far as it may be shown; for a private one its length and fingerprint. */
    String shown(String name) {
        String text = texts.get(name);
        if (text == null) {
            return "absent";
        }
        if (hidden.contains(name) || text.length() > SHOWN_LENGTH_MAX) {
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            return bytes + " bytes, sha256 " + Digest.of(text).toString().substring(0, FINGERPRINT_LENGTH);
        }
        return text;
    }
}
