package dev.taskport.app.config;

/**
 * A value in force, not yet read.
 *
 * @param text as it was written
 * @param origin where, for people: {@code taskport.yaml}, {@code environment TASKPORT_BACKEND}, {@code --backend}, or
 *     {@code default}
 */
public record Setting(String text, String origin) {

    public static final String DEFAULT_ORIGIN = "default";

    public boolean isDefault() {
        return origin.equals(DEFAULT_ORIGIN);
    }
}
