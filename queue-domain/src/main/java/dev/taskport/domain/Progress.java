package dev.taskport.domain;

import org.jspecify.annotations.Nullable;

/**
 * How far a running task has come.
 *
 * @param percent 0 to 100
 * @param note what it is doing; shortened to {@value #NOTE_LENGTH_MAX} characters
 */
public record Progress(int percent, @Nullable String note) {

    public static final int NOTE_LENGTH_MAX = 500;

    public Progress {
        if (percent < 0 || percent > 100) {
            throw Texts.invalid("The progress " + percent, "is not between 0 and 100", "Give a percentage");
        }
        note = note == null ? null : Texts.shortened(note, NOTE_LENGTH_MAX);
    }
}
