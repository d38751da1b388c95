package dev.taskport.migration;

/**
 * Something of the source that the target cannot simply take.
 *
 * @param name what it is, in words: kind, id, external id
 * @param reason why
 * @param replaceable whether the source's state may take the target's place
 */
record Conflict(String name, String reason, boolean replaceable) {

    static Conflict content(String name) {
        return new Conflict(name, "the target holds it with another content that is not older", true);
    }

    static Conflict origin(String name) {
        return new Conflict(name, "the target holds a task of another origin under this id", false);
    }

    static Conflict name(String name, String holder) {
        return new Conflict(name, "its external id or key belongs to task " + holder + " of the target", false);
    }

    @Override
    public String toString() {
        return name + ": " + reason;
    }
}
