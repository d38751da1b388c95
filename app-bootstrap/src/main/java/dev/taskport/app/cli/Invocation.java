package dev.taskport.app.cli;

import dev.taskport.app.config.Addresses;
import dev.taskport.app.config.Configuration;
import dev.taskport.app.config.ConfigurationFile;
import dev.taskport.app.config.Secrets;
import dev.taskport.app.config.Settings;
import dev.taskport.app.output.Answer;
import dev.taskport.app.output.Console;
import dev.taskport.app.output.Output;
import dev.taskport.app.store.BackendChange;
import dev.taskport.app.store.BackendFactory;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.Backends;
import dev.taskport.engine.Taskport;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendProvider.OpenMode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of the command line: what was said, what is in force, and the way to the store. Nothing is read or opened before
 * a command asks for it.
 */
final class Invocation {

    private static final String CONFIG_VARIABLE = "TASKPORT_CONFIG";
    private static final String MEMORY = "memory";

    private final Console console;
    private final GlobalOptions global;
    private @Nullable Settings settings;
    private @Nullable Configuration configuration;

    Invocation(Console console, GlobalOptions global) {
        this.console = console;
        this.global = global;
    }

    /** What a command does with an open store. */
    @FunctionalInterface
    interface Work<T> {
        T with(Taskport taskport) throws Exception;
    }

    GlobalOptions global() {
        return global;
    }

    Console console() {
        return console;
    }

    Output output() {
        return new Output(console, global.json, global.quiet);
    }

    int answer(Answer answer) {
        return output().answer(answer);
    }

    /** The texts in force, with their origins. */
    Settings settings() {
        if (settings == null) {
            settings = readSettings();
        }
        return settings;
    }

    /** What is in force; the log is as loud as it says from here on. */
    Configuration configuration() {
        if (configuration == null) {
            configuration = Configuration.of(settings());
            Logging.setLevel(global.verbose ? "debug" : configuration.logLevel());
        }
        return configuration;
    }

    Workspace workspace() {
        return configuration().workspace();
    }

    /** The configured address, fit to be shown. */
    String address() {
        return Secrets.shown(configuration().backend());
    }

    /**
     * A store that was named on the command line: an address, or a file whose first bytes tell what it is. Its path is
     * absolute, so that it is known again when the command is repeated in another folder.
     */
    BackendAddress store(String given) {
        Path here = console.workingDirectory().toAbsolutePath();
        return Addresses.resolved(Addresses.of(given, here), here);
    }

    /** A path that was given on the command line. */
    Path path(Path given) {
        return path(given.toString());
    }

    /** A path that was given in words, which may be no path of this system. */
    Path path(String given) {
        try {
            return console.workingDirectory().resolve(given);
        } catch (InvalidPathException invalid) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "\"" + given + "\" is no path of this system: " + invalid.getReason()
                            + ". Nothing was done. Correct it.",
                    invalid);
        }
    }

    BackendFactory backends() {
        return new BackendFactory(configuration(), global.backend == null, global.startEmpty, output()::warn);
    }

    /** Looks into the store without changing it; where there is none yet, into an empty one. */
    <T> T read(Work<T> work) throws Exception {
        requireShared();
        try (Taskport taskport = openForReading(true)) {
            return work.with(taskport);
        }
    }

    /** As {@link #read}, for a command that creates the store afterwards, if there is none: that is not worth a note. */
    <T> T look(Work<T> work) throws Exception {
        requireShared();
        try (Taskport taskport = openForReading(false)) {
            return work.with(taskport);
        }
    }

    /** Works on the store, which is created if there is none. */
    <T> T write(Work<T> work) throws Exception {
        requireShared();
        try (Taskport taskport = backends().open(OpenMode.CREATE)) {
            return work.with(taskport);
        }
    }

    private Taskport openForReading(boolean noted) {
        try {
            return backends().open(OpenMode.READ_ONLY);
        } catch (TaskportException problem) {
            if (problem.code() != ErrorCode.NOT_FOUND || storeExists()) {
                throw problem;
            }
            if (noted) {
                output().note("There is no store at " + address()
                        + " yet; \"taskport init\" or the first \"taskport enqueue\" creates it.");
            }
            return Taskport.open(
                    BackendAddress.parse("memory:"), configuration().backendOptions(MEMORY), OpenMode.CREATE);
        }
    }

    /** Throws if not even that can be said, for example because its folder is missing. */
    private boolean storeExists() {
        return Backends.probe(configuration().backend(), configuration().backendOptions())
                .exists();
    }

    /** Whether the store is the memory of a process, and another one that of another. */
    boolean ofOneProcess() {
        return configuration().backend().scheme().equals(MEMORY);
    }

    /** A memory belongs to its process: this one would look into an empty one of its own, and lose what it puts there. */
    private void requireShared() {
        if (ofOneProcess()) {
            new BackendChange(configuration()).warnOfWaiting(output()::warn);
            throw ErrorCode.UNSUPPORTED.error("The backend is " + address()
                    + ", and that memory lives in another process, which this command cannot reach. Nothing was done."
                    + " Ask that process, or name a durable store by --backend or in the configuration.");
        }
    }

    private Settings readSettings() {
        Path file = file();
        Map<String, String> ofFile = file == null ? Map.of() : ConfigurationFile.read(file);
        return Settings.of(file, console.workingDirectory(), ofFile, console.environment(), global.settings());
    }

    private @Nullable Path file() {
        if (global.config != null) {
            return path(global.config);
        }
        String named = console.environment().get(CONFIG_VARIABLE);
        if (named != null) {
            return path(named);
        }
        Path usual = path(ConfigurationFile.DEFAULT_NAME);
        return Files.exists(usual) ? usual : null;
    }
}
