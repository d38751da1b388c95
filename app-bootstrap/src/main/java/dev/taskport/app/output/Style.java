package dev.taskport.app.output;

import dev.taskport.domain.TaskStatus;

/** Colours where they are welcome, and plain text elsewhere. */
public final class Style {

    public static final Style PLAIN = new Style(false);

    private final boolean colours;

    public Style(boolean colours) {
        this.colours = colours;
    }

    public String bold(String text) {
        return painted("1", text);
    }

    public String faint(String text) {
        return painted("2", text);
    }

    public String good(String text) {
        return painted("32", text);
    }

    public String bad(String text) {
        return painted("31", text);
    }

    public String warned(String text) {
        return painted("33", text);
    }

    public String status(TaskStatus status) {
        return status(status, status.name());
    }

    /** Paints {@code text} as fits the status. */
    public String status(TaskStatus status, String text) {
        return switch (status) {
            case COMPLETED -> good(text);
            case DEAD -> bad(text);
            case LEASED -> bold(text);
            case BLOCKED, HELD -> warned(text);
            case CANCELLED -> faint(text);
            case QUEUED -> text;
        };
    }

    private String painted(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
