package dev.taskport.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's change to a task that waits. What is null stays as it is; text is removed with an empty string.
 *
 * @param revision the revision the person saw; another one in the store means that somebody was faster
 */
public record TaskEdit(
        TaskId id,
        long revision,
        @Nullable Priority priority,
        @Nullable RunAfter runAfter,
        @Nullable List<String> tags,
        @Nullable String title,
        @Nullable String description,
        @Nullable Integer maxAttempts,
        @Nullable JsonText payload,
        @Nullable Requirements requirements) {

    public TaskEdit {
        tags = tags == null ? null : List.copyOf(tags);
    }

    /** An edit that changes nothing yet. */
    public static TaskEdit of(TaskId id, long revision) {
        return new TaskEdit(id, revision, null, null, null, null, null, null, null, null);
    }

    public TaskEdit priority(Priority value) {
        return new TaskEdit(
                id, revision, value, runAfter, tags, title, description, maxAttempts, payload, requirements);
    }

    public TaskEdit runAfter(RunAfter value) {
        return new TaskEdit(
                id, revision, priority, value, tags, title, description, maxAttempts, payload, requirements);
    }

    public TaskEdit tags(List<String> value) {
        return new TaskEdit(
                id, revision, priority, runAfter, value, title, description, maxAttempts, payload, requirements);
    }

    public TaskEdit title(String value) {
        return new TaskEdit(
                id, revision, priority, runAfter, tags, value, description, maxAttempts, payload, requirements);
    }

    public TaskEdit description(String value) {
        return new TaskEdit(id, revision, priority, runAfter, tags, title, value, maxAttempts, payload, requirements);
    }

    public TaskEdit maxAttempts(int value) {
        return new TaskEdit(id, revision, priority, runAfter, tags, title, description, value, payload, requirements);
    }

    public TaskEdit payload(JsonText value) {
        return new TaskEdit(
                id, revision, priority, runAfter, tags, title, description, maxAttempts, value, requirements);
    }

    public TaskEdit requirements(Requirements value) {
        return new TaskEdit(id, revision, priority, runAfter, tags, title, description, maxAttempts, payload, value);
    }

    /** The specification after this edit. */
    TaskSpec apply(TaskSpec spec) {
        TaskDraft draft = spec.draft();
        if (priority != null) {
            draft.priority(priority);
        }
        if (tags != null) {
            draft.tags(tags);
        }
        if (title != null) {
            draft.title(title.isEmpty() ? null : title);
        }
        if (description != null) {
            draft.description(description.isEmpty() ? null : description);
        }
        if (maxAttempts != null) {
            draft.maxAttempts(maxAttempts);
        }
        if (payload != null) {
            draft.payload(payload);
        }
        if (requirements != null) {
            draft.requirements(requirements);
        }
        return draft.spec();
    }
}
