package dev.taskport.app.output;

/** What a command has to say, ready to be shown to a person or to a program. */
public interface Answer {

    /** The JSON document: maps, collections and values as {@link Json} writes them. */
    Object json();

    /** The same for people; without a line break at its end, empty if there is nothing to say. */
    String text(Style style);

    default int exitCode() {
        return ExitCode.DONE;
    }
}
