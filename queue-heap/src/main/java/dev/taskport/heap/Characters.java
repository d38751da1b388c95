package dev.taskport.heap;

import dev.taskport.domain.JsonText;
import dev.taskport.domain.Task;
import dev.taskport.port.LogLine;
import dev.taskport.port.StoredRecord;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Counts about how many characters there are in the texts of a store. Those of failures do not count: they are few and
 * bounded, and a lease must be able to end whatever the store's size.
 */
final class Characters {

    private long count;

    long count() {
        return count;
    }

    void exchange(@Nullable Entry before, @Nullable Entry after) {
        if (before != null && after != null && sameTexts(before.task(), after.task())) {
            return;
        }
        count += (after == null ? 0 : of(after.task())) - (before == null ? 0 : of(before.task()));
    }

    void exchange(@Nullable StoredRecord before, @Nullable StoredRecord after) {
        count += (after == null ? 0 : of(after)) - (before == null ? 0 : of(before));
    }

    void add(LogLine line) {
        count += line.message().length();
    }

    void remove(LogLine line) {
        count -= line.message().length();
    }

    /** As most events leave them. */
    private static boolean sameTexts(Task before, Task after) {
        return before.spec().equals(after.spec())
                && Objects.equals(before.state().result(), after.state().result());
    }

    private static long of(StoredRecord kept) {
        return (long) kept.key().path().length() + kept.content().text().length();
    }

    private static long of(Task task) {
        return of(task.spec().payload())
                + of(task.spec().attributes())
                + of(task.spec().title())
                + of(task.spec().description())
                + of(task.state().result());
    }

    private static long of(@Nullable JsonText text) {
        return text == null ? 0 : text.text().length();
    }

    private static long of(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
