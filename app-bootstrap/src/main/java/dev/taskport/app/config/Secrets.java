package dev.taskport.app.config;

import dev.taskport.port.BackendAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shows configuration without what nobody should read over a shoulder. */
public final class Secrets {

    private static final String HIDDEN = "***";
    private static final Pattern SECRET_NAME =
            Pattern.compile("password|passwd|pwd|secret|token|credential", Pattern.CASE_INSENSITIVE);

    private Secrets() {}

    /** The address with its options, but without credentials. */
    public static String shown(BackendAddress address) {
        return address + options(address.options());
    }

    /** The value, unless its name says that it is a secret. */
    public static String shown(String name, String value) {
        return SECRET_NAME.matcher(name).find() ? HIDDEN : value;
    }

    private static String options(Map<String, String> options) {
        return options.isEmpty()
                ? ""
                : new TreeMap<>(options)
                        .entrySet().stream()
                                .map(option -> option.getKey() + "=" + shown(option.getKey(), option.getValue()))
                                .collect(Collectors.joining("&", "?", ""));
    }
}
