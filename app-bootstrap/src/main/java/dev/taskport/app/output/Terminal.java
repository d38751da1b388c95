package dev.taskport.app.output;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a person is looking. Only there are colours and progress bars shown.
 *
 * @param out whether standard output is a terminal
 * @param err whether standard error is one
 * @param colours whether colours are welcome there
 */
public record Terminal(boolean out, boolean err, boolean colours) {

    /** Nobody is looking: pipes and files. */
    public static final Terminal NONE = new Terminal(false, false, false);

    /** The launcher says here which streams are terminals, because Java cannot ask for each: {@code out,err}. */
    public static final String PROPERTY = "taskport.terminal";

    /**
     * Finds out.
     *
     * @param environment {@code NO_COLOR} (https://no-color.org) and {@code TERM=dumb} are respected
     * @param property the value of {@link #PROPERTY}; null if the program was started without the launcher
     */
    public static Terminal detect(Map<String, String> environment, @Nullable String property) {
        boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM"));
        if (property == null) {
            boolean both = attached();
            return new Terminal(both, both, colours);
        }
        return new Terminal(property.contains("out"), property.contains("err"), colours);
    }

    /** Whether input and output are a terminal, as far as Java can tell. */
    @SuppressWarnings("SystemConsoleNull") // Java 17 has no isTerminal; from 22 on it is asked
    private static boolean attached() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderThan22) {
            return true;
        }
    }
}
