package dev.taskport.migration.audit;

/** The formats that an audit knows, each by the backend that reads it. */
public enum QueueFormat {
    /** An object with an array of tasks, as the Meridian orchestrator wrote it. */
    MERIDIAN_JSON("meridian-json", "json");

    private final String word;
    private final String scheme;

    QueueFormat(String word, String scheme) {
        this.word = word;
        this.scheme = scheme;
    }

    /** The address scheme of the backend that reads it. */
    public String scheme() {
        return scheme;
    }

    /** Its stable name. */
    @Override
    public String toString() {
        return word;
    }
}
