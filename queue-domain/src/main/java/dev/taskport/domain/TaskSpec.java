package dev.taskport.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a task is, as its producer wrote it. Only an edit changes it. Built with a {@link TaskDraft}.
 *
 * @param payload JSON, up to the store's limit (256 KiB unless told otherwise)
 * @param tags in the producer's order; up to {@value #TAGS_MAX}
 * @param title one line, up to {@value #TITLE_LENGTH_MAX} characters
 * @param description up to {@value #DESCRIPTION_LENGTH_MAX} characters
 * @param maxAttempts 1 to {@value #ATTEMPTS_MAX}; after that many failed attempts the task is DEAD
 * @param createdBy who asked for it
 * @param attributes the original record of a task that came from another program, letter for letter
 * @param externalId that program's own id
 */
public record TaskSpec(
        Workspace workspace,
        TaskType type,
        JsonText payload,
        Priority priority,
        Requirements requirements,
        List<String> tags,
        @Nullable String title,
        @Nullable String description,
        OnDependencyFailure onDependencyFailure,
        int maxAttempts,
        @Nullable IdempotencyKey idempotencyKey,
        @Nullable ConcurrencyKey concurrencyKey,
        @Nullable String createdBy,
        @Nullable JsonText attributes,
        @Nullable ExternalId externalId) {

    public static final int MAX_ATTEMPTS_DEFAULT = 5;
    public static final int ATTEMPTS_MAX = 1000;
    public static final int TAGS_MAX = 100;
    public static final int TAG_LENGTH_MAX = 200;
    public static final int TITLE_LENGTH_MAX = 500;
    public static final int DESCRIPTION_LENGTH_MAX = 64 * 1024;
    public static final int CREATED_BY_LENGTH_MAX = 200;

    public TaskSpec {
        requireAttempts(maxAttempts);
        tags = requireTags(tags);
        if (title != null) {
            Texts.text("The title", title, TITLE_LENGTH_MAX);
        }
        if (description != null) {
            Texts.text("The description", description, DESCRIPTION_LENGTH_MAX);
        }
        if (createdBy != null) {
            Texts.text("The creator's name", createdBy, CREATED_BY_LENGTH_MAX);
        }
    }

    public Lane lane() {
        return new Lane(workspace, type, requirements);
    }

    /** A draft that starts from this specification. */
    public TaskDraft draft() {
        return new TaskDraft(this);
    }

    private static void requireAttempts(int attempts) {
        if (attempts < 1 || attempts > ATTEMPTS_MAX) {
            throw Texts.invalid(
                    "The number of attempts " + attempts,
                    "is not between 1 and " + ATTEMPTS_MAX,
                    "Choose one in that range");
        }
    }

    private static List<String> requireTags(List<String> tags) {
        if (tags.isEmpty()) {
            return List.of();
        }
        if (tags.size() > TAGS_MAX) {
            throw ErrorCode.LIMIT_EXCEEDED.error(String.format(
                    "The task has %d tags, allowed are %d. Nothing was stored. Use fewer tags.",
                    tags.size(), TAGS_MAX));
        }
        tags.forEach(tag -> Texts.name("The tag", tag, TAG_LENGTH_MAX));
        return List.copyOf(tags);
    }
}
