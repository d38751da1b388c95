package dev.taskport.app.work;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a command line is handed to the system. */
final class Shell {

    /** Words that no shell would change. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./@%+,:-]+( +[A-Za-z0-9_./@%+,:-]+)*");

    private Shell() {}

    /** The words to execute: through the shell, except for plain words on POSIX, where a shell would only cost time. */
    static List<String> words(String command) {
        return words(command, System.getProperty("os.name", ""));
    }

    static List<String> words(String command, String system) {
        if (system.toLowerCase(Locale.ROOT).startsWith("windows")) {
            return List.of("cmd.exe", "/d", "/s", "/c", command);
        }
        return PLAIN.matcher(command).matches() && !builtIn(command)
                ? List.of(command.split(" +"))
                : List.of("/bin/sh", "-c", command);
    }

    /** Words that only a shell understands. */
    private static boolean builtIn(String command) {
        return List.of(
                        "exit", "cd", "exec", "eval", ".", ":", "set", "export", "read", "trap", "wait", "if", "while",
                        "for", "case", "until", "ulimit", "umask", "unset", "shift", "times", "return", "alias",
                        "command", "type")
                .contains(command.split(" +", 2)[0]);
    }
}
