package dev.taskport.app.config;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts in force, each with where it came from: the command line wins over the environment, the environment over the
 * file, the file over the defaults.
 *
 * @param byName for every key, in the order of {@link Keys#all}
 * @param file the file that was read; null if there was none
 * @param folder the file's folder, or the working directory without a file: where the program remembers its last backend
 * @param workingDirectory where relative paths of the environment and the command line count from
 */
public record Settings(
        Map<String, Setting> byName, @Nullable Path file, Path folder, Path workingDirectory) {

    /** Variables of that prefix which are not configuration: they speak to the launcher, to the command line
     * itself, and to the commands that work on tasks. */
    private static final List<String> OTHER_VARIABLES = List.of(
            "TASKPORT_CONFIG", "TASKPORT_JAVA_OPTS", "TASKPORT_TASK_ID", "TASKPORT_TASK_TYPE", "TASKPORT_TASK_ATTEMPT");

    public Settings {
        byName = Map.copyOf(byName);
    }

    /**
     * Puts the sources together.
     *
     * @param file null if there is none
     * @param ofFile what the file says, by key
     * @param environment every variable of the process
     * @param ofCommandLine by key
     * @throws TaskportException INVALID_REQUEST for a key that does not exist, naming the nearest one
     */
    public static Settings of(
            @Nullable Path file,
            Path workingDirectory,
            Map<String, String> ofFile,
            Map<String, String> environment,
            Map<String, String> ofCommandLine) {
        Map<String, Setting> all = new LinkedHashMap<>();
        Keys.all().forEach(key -> all.put(key.name(), new Setting(key.defaultText(), Setting.DEFAULT_ORIGIN)));
        ofFile.forEach((name, text) -> {
            requireKnown(file + ": the key " + name, name, all.keySet());
            all.put(name, new Setting(text, String.valueOf(file)));
        });
        requireKnownVariables(environment);
        Keys.all().forEach(key -> put(all, key, environment.get(key.environmentName())));
        ofCommandLine.forEach((name, text) -> all.put(name, new Setting(text, "--" + name)));
        return new Settings(all, file, file == null ? workingDirectory : folderOf(file), workingDirectory);
    }

    /** What a relative path in that setting counts from. */
    public Path base(Key<?> key) {
        Setting setting = of(key);
        boolean outside = setting.origin().startsWith("--") || setting.origin().startsWith("environment");
        return outside ? workingDirectory : folder;
    }

    private static Path folderOf(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    public Setting of(Key<?> key) {
        return byName.getOrDefault(key.name(), new Setting(key.defaultText(), Setting.DEFAULT_ORIGIN));
    }

    public <T> T read(Key<T> key) {
        return key.read(of(key));
    }

    private static void put(Map<String, Setting> all, Key<?> key, @Nullable String text) {
        if (text != null) {
            all.put(key.name(), new Setting(text, "environment " + key.environmentName()));
        }
    }

    private static void requireKnownVariables(Map<String, String> environment) {
        List<String> known = Keys.all().stream().map(Key::environmentName).toList();
        environment.keySet().stream()
                .filter(name -> name.startsWith(Key.ENVIRONMENT_PREFIX) && !OTHER_VARIABLES.contains(name))
                .sorted()
                .forEach(name -> requireKnown("The environment variable " + name, name, known));
    }

    private static void requireKnown(String what, String name, Collection<String> known) {
        if (!known.contains(name)) {
            throw ErrorCode.INVALID_REQUEST.error(what + " is unknown." + Nearest.hint(name, known)
                    + " Nothing was started. \"taskport config show\" lists every key.");
        }
    }
}
