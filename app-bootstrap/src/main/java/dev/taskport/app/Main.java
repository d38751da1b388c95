package dev.taskport.app;

import dev.taskport.app.cli.CommandLineInterface;
import dev.taskport.app.output.Console;

/** The entry point of the runnable jar. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        // No AOP is used; generating classes for it would warn on newer JDKs and cost time.
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
        System.exit(new CommandLineInterface(Console.ofProcess()).run(args));
    }
}
