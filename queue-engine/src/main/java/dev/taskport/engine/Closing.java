package dev.taskport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Closes several things, each of them whatever the ones before it throw. */
final class Closing {

    private Closing() {}

    /** Throws what was thrown first, at the end, with the rest suppressed in it. */
    static void inTurn(List<Runnable> closings) {
        @Nullable Throwable first = null;
        for (Runnable closing : closings) {
            first = closed(closing, first);
        }
        if (first instanceof Error fatal) {
            throw fatal;
        }
        if (first instanceof RuntimeException failure) {
            throw failure;
        }
    }

    private static @Nullable Throwable closed(Runnable closing, @Nullable Throwable first) {
        try {
            closing.run();
            return first;
        } catch (RuntimeException | Error e) {
            if (first == null) {
                return e;
            }
            first.addSuppressed(e);
            return first;
        }
    }
}
