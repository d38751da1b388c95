package dev.taskport.domain;

/**
 * A room of its own inside a store: keys, external ids, dependencies, lanes and queries never reach beyond it.
 *
 * @param value 1 to 100 characters, without control characters or space at its ends
 */
public record Workspace(String value) {

    /** The longest legal value, in characters. */
    public static final int LENGTH_MAX = 100;

    /** Where tasks live when nobody says otherwise. */
    public static final Workspace DEFAULT = new Workspace("default");

    public Workspace {
        Texts.name("The workspace name", value, LENGTH_MAX);
    }

    @Override
    public String toString() {
        return value;
    }
}
