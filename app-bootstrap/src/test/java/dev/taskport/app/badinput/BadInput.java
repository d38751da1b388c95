package dev.taskport.app.badinput;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that is wrong, and a command that meets it.
 *
 * @param name as its golden text is headed
 * @param ends whether nothing is to be there afterwards that was not there before
 */
record BadInput(String name, Setup setup, String input, boolean ends, List<String> args) {

    /** Puts into a folder what is wrong. */
    @FunctionalInterface
    interface Setup {
        void in(Path folder) throws Exception;
    }

    static BadInput of(String name, Setup setup, String... args) {
        return new BadInput(name, setup, "", true, List.of(args));
    }

    static BadInput of(String name, String... args) {
        return of(name, folder -> {}, args);
    }

    /** One that is met by going on, with a warning. */
    BadInput thatIsAccepted() {
        return new BadInput(name, setup, input, false, args);
    }

    BadInput input(String text) {
        return new BadInput(name, setup, text, ends, args);
    }

    String typed() {
        return args.stream()
                .map(word -> word.matches("[\\w./:@=-]+") ? word : "'" + shown(word) + "'")
                .collect(Collectors.joining(" ", "taskport ", ""));
    }

    private static String shown(String word) {
        return word.replace("\u0007", "<control character>");
    }

    @Override
    public String toString() {
        return name;
    }
}
