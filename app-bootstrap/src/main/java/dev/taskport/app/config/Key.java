package dev.taskport.app.config;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.util.Locale;
import java.util.function.Function;

/**
 * One thing that can be configured.
 *
 * @param name as in {@code taskport.yaml}, nested names joined by dots
 * @param defaultText what is in force if nobody says otherwise
 * @param meaning for the reference: what it does, units and range
 * @param reader reads the text; refuses nonsense with a {@link TaskportException}
 */
public record Key<T>(String name, String defaultText, String meaning, Function<String, T> reader) {

    /** Environment variables that begin so are configuration. */
    public static final String ENVIRONMENT_PREFIX = "TASKPORT_";

    /** The environment variable that wins over the file: {@code worker.lease} is {@code TASKPORT_WORKER_LEASE}. */
    public String environmentName() {
        return ENVIRONMENT_PREFIX + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /**
     * Reads a value.
     *
     * @throws TaskportException INVALID_REQUEST that names the key, the value, where it stands and what is wrong with it
     */
    T read(Setting setting) {
        try {
            return reader.apply(setting.text());
        } catch (TaskportException refused) {
            throw ErrorCode.INVALID_REQUEST.error(
                    String.format("%s: %s. %s", setting.origin(), name, refused.getMessage()), refused);
        }
    }
}
