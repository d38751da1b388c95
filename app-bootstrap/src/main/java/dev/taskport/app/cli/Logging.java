package dev.taskport.app.cli;

/** How loud the log on standard error is. Works only before the first logger is made, so it is called early. */
final class Logging {

    private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private Logging() {}

    static void setLevel(String level) {
        System.setProperty(LEVEL, level);
    }
}
