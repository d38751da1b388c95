package dev.taskport.engine;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An exception as a text that is kept with the task: the chain of causes, each with the frames that matter most. */
final class ErrorText {

    private static final int FRAMES_MAX = 8;
    private static final int CAUSES_MAX = 4;

    private ErrorText() {}

    static String of(Throwable failure) {
        if (failure instanceof HandlerRegistry.Unreadable) {
            return failure.getMessage() + "";
        }
        return chain(failure, ErrorText::described);
    }

    /** Where it failed and by which kinds of exceptions, but nothing of what they say: fit for a log. */
    static String withoutMessages(Throwable failure) {
        return chain(failure, cause -> cause.getClass().getName());
    }

    private static String chain(Throwable failure, Function<Throwable, String> words) {
        StringBuilder text = new StringBuilder();
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            text.append(depth == 0 ? "" : "\ncaused by ").append(words.apply(cause));
            Arrays.stream(cause.getStackTrace())
                    .limit(FRAMES_MAX)
                    .forEach(frame -> text.append("\n  at ").append(frame));
            cause = cause.getCause();
        }
        return text.toString();
    }

    private static String described(Throwable failure) {
        try {
            return failure.toString();
        } catch (Throwable e) { // a message that is computed may fail too
            return failure.getClass().getName();
        }
    }
}
