package dev.taskport.domain;

import java.util.Locale;

/** Numbers of things as messages say them: {@code 1 task}, {@code 20,000 tasks}. */
public final class Counted {

    private Counted() {}

    /** The number, with commas between thousands, and the word that goes with it. */
    public static String of(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }

    public static String tasks(long number) {
        return of(number, "task", "tasks");
    }
}
