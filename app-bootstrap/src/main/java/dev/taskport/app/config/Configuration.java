package dev.taskport.app.config;

import dev.taskport.domain.Ageing;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Retention;
import dev.taskport.domain.RetryPolicy;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Everything in force, read and checked. {@code Configuration.of("sqlite:./tasks.db")} is complete: the rest has defaults,
 * which {@link Keys} names and explains.
 *
 * @param backend where the tasks live
 * @param folder where the program remembers its last backend
 */
public record Configuration(
        BackendAddress backend,
        Workspace workspace,
        Store store,
        Worker worker,
        RetryPolicy retry,
        Retention retention,
        Path backupFolder,
        String logLevel,
        Path folder) {

    /**
     * How the store is kept.
     *
     * @param payloadBytesMax in bytes of UTF-8
     * @param options the backends' own options from the blocks that bear their schemes, such as {@code sqlite.durability}
     */
    public record Store(
            Set<SchedulingStrategy> strategies, Ageing ageing, int payloadBytesMax, Map<String, String> options) {}

    /** How workers work. */
    public record Worker(
            int concurrency, SchedulingStrategy strategy, Duration lease, Duration shutdownGrace, Duration snooze) {}

    /** The defaults, with that backend. Relative paths count from the working directory of the process. */
    public static Configuration of(String backend) {
        return of(Settings.of(null, Path.of(""), Map.of(), Map.of(), Map.of(Keys.BACKEND.name(), backend)));
    }

    /** What the file says, with the environment of the process above it. */
    public static Configuration load(Path file) {
        return of(Settings.of(file, Path.of(""), ConfigurationFile.read(file), System.getenv(), Map.of()));
    }

    /**
     * Reads every value.
     *
     * @throws TaskportException INVALID_REQUEST that names key, value and origin of the first value that is wrong
     */
    public static Configuration of(Settings settings) {
        BackendAddress backend = settings.read(Keys.BACKEND);
        return new Configuration(
                Addresses.resolved(backend, settings.base(Keys.BACKEND)),
                settings.read(Keys.WORKSPACE),
                store(settings),
                worker(settings),
                retry(settings),
                retention(settings),
                backupFolder(settings),
                settings.read(Keys.LOG_LEVEL),
                settings.folder());
    }

    /** What the configured backend is opened with. */
    public BackendOptions backendOptions() {
        return backendOptions(backend.scheme());
    }

    /** What a backend of that scheme is opened with. */
    public BackendOptions backendOptions(String scheme) {
        return BackendOptions.defaults()
                .strategies(store.strategies())
                .ageing(store.ageing())
                .payloadBytesMax(store.payloadBytesMax())
                .values(optionsOf(scheme + "."));
    }

    private Map<String, String> optionsOf(String prefix) {
        Map<String, String> options = new HashMap<>();
        store.options().forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                options.put(name.substring(prefix.length()), value);
            }
        });
        return options;
    }

    private static Path backupFolder(Settings settings) {
        String folder = settings.read(Keys.BACKUP_FOLDER);
        try {
            return settings.base(Keys.BACKUP_FOLDER).resolve(folder);
        } catch (InvalidPathException invalid) {
            throw ErrorCode.INVALID_REQUEST.error(
                    settings.of(Keys.BACKUP_FOLDER).origin() + ": " + Keys.BACKUP_FOLDER.name() + ". \"" + folder
                            + "\" is no path of this system: " + invalid.getReason()
                            + ". Nothing was started. Choose another folder.",
                    invalid);
        }
    }

    private static Store store(Settings settings) {
        return new Store(
                settings.read(Keys.STRATEGIES),
                settings.read(Keys.AGEING_STEP),
                settings.read(Keys.PAYLOAD_MAX),
                backendOptionsOf(settings));
    }

    private static Map<String, String> backendOptionsOf(Settings settings) {
        return Map.of(
                Keys.SQLITE_DURABILITY.name(), settings.read(Keys.SQLITE_DURABILITY),
                Keys.SQLITE_READERS.name(), settings.read(Keys.SQLITE_READERS).toString());
    }

    private static Worker worker(Settings settings) {
        return new Worker(
                settings.read(Keys.WORKER_CONCURRENCY),
                settings.read(Keys.WORKER_STRATEGY),
                settings.read(Keys.WORKER_LEASE),
                settings.read(Keys.WORKER_SHUTDOWN_GRACE),
                settings.read(Keys.WORKER_SNOOZE));
    }

    private static RetryPolicy retry(Settings settings) {
        return new RetryPolicy(
                settings.read(Keys.RETRY_FIRST),
                settings.read(Keys.RETRY_FACTOR),
                settings.read(Keys.RETRY_CAP),
                settings.read(Keys.RETRY_JITTER));
    }

    private static Retention retention(Settings settings) {
        return new Retention(
                settings.read(Keys.RETENTION_COMPLETED).orElse(null),
                settings.read(Keys.RETENTION_CANCELLED).orElse(null),
                settings.read(Keys.RETENTION_DEAD).orElse(null),
                settings.read(Keys.RETENTION_IMPORTED).orElse(null));
    }
}
