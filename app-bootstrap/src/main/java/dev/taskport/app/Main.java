package dev.taskport.app;

import dev.taskport.app.cli.CommandLineInterface;
import dev.taskport.app.output.Console;

/** The entry point of the runnable jar. */
public final class Main {

    private static final String LAUNCH_MECHANISM = "jdk.lang.Process.launchMechanism";

    private Main() {}

    public static void main(String[] args) {
        // No AOP is used; generating classes for it would warn on newer JDKs and cost time.
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
        startCommandsCheaply();
        System.exit(new CommandLineInterface(Console.ofProcess()).run(args));
    }

    /**
     * Since Java 13 a command is started by way of a helper program, which on Linux costs more than a short command itself.
     * Newer releases, 25 at the latest, print a warning about the older way, so it is taken up to 21 only.
     */
    private static void startCommandsCheaply() {
        boolean known = Runtime.version().feature() <= 21
                && System.getProperty("os.name", "").equals("Linux");
        if (known && System.getProperty(LAUNCH_MECHANISM) == null) {
            System.setProperty(LAUNCH_MECHANISM, "VFORK");
        }
    }
}
