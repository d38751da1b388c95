package dev.taskport.engine;

import java.util.Locale;
import java.util.UUID;

/** Names for this machine and process. */
final class Processes {

    private static final int RANDOM_LETTERS = 8;

    private Processes() {}

    /** The host's name as its environment tells it: asking the network can take seconds. */
    static String host() {
        for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
            String name = System.getenv(variable);
            if (name != null && !name.isBlank()) {
                return name.strip();
            }
        }
        return "localhost";
    }

    /** The name with something that no other process and no other start shares. */
    static String unique(String name) {
        String random = UUID.randomUUID().toString().substring(0, RANDOM_LETTERS);
        return String.format(
                Locale.ROOT, "%s-%d-%s", name, ProcessHandle.current().pid(), random);
    }
}
