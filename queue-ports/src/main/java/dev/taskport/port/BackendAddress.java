package dev.taskport.port;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a store is, in one string: {@code sqlite:./tasks.db}, {@code memory:}, {@code postgresql://host/db}. Options may
 * follow as query parameters: {@code sqlite:./tasks.db?durability=normal}.
 *
 * @param scheme lower case
 * @param location what follows the colon, up to the question mark; may be empty
 * @param options by name
 */
public record BackendAddress(String scheme, String location, Map<String, String> options) {

    private static final Pattern SHAPE = Pattern.compile("([a-z][a-z0-9+-]*):([^?]*)(?:\\?(.*))?", Pattern.DOTALL);
    private static final Pattern CREDENTIALS = Pattern.compile("//.*@", Pattern.DOTALL);

    public BackendAddress {
        options = Map.copyOf(options);
    }

    /**
     * Reads an address.
     *
     * @throws dev.taskport.domain.TaskportException INVALID_REQUEST if the text is no address
     */
    public static BackendAddress parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            throw invalid(text, "is not a backend address");
        }
        try {
            return new BackendAddress(shape.group(1), shape.group(2), options(shape.group(3)));
        } catch (IllegalArgumentException e) {
            throw invalid(text, "has an option with a % that two hexadecimal digits do not follow");
        }
    }

    /** Options may be secrets, so neither they nor an exception that quotes them is passed on. */
    private static TaskportException invalid(String text, String why) {
        int query = text.indexOf('?');
        return ErrorCode.INVALID_REQUEST.error(
                "\"" + hideCredentials(query < 0 ? text : text.substring(0, query) + "?…") + "\" " + why
                        + ". Nothing was opened. Write SCHEME:LOCATION, for example sqlite:./taskport.db.");
    }

    private static Map<String, String> options(@Nullable String query) {
        Map<String, String> options = new TreeMap<>();
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            options.put(decode(name), equals < 0 ? "true" : decode(pair.substring(equals + 1)));
        }
        return options;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Up to the last @: a password may hold one, and slashes too. */
    private static String hideCredentials(String text) {
        return CREDENTIALS.matcher(text).replaceAll("//***@");
    }

    /** Without options and without credentials, fit to be shown. */
    @Override
    public String toString() {
        return scheme + ":" + hideCredentials(location);
    }
}
