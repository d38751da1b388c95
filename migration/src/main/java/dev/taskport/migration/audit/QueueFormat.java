package dev.taskport.migration.audit;

import java.util.Set;

/** The formats that an audit knows, each by the backend that reads it. */
public enum QueueFormat {
    /** An object with an array of tasks, as the Meridian orchestrator wrote it. */
    MERIDIAN_JSON("meridian-json", "json", "task-queue.json", ".taskport");

    private final String word;
    private final String scheme;
    private final String fileName;
    private final String ownSuffix;

    QueueFormat(String word, String scheme, String fileName, String ownSuffix) {
        this.word = word;
        this.scheme = scheme;
        this.fileName = fileName;
        this.ownSuffix = ownSuffix;
    }

    /** How its files are usually called, in small letters; their backend finds them in a folder by the same names. */
    public Set<String> names() {
        return Set.of(fileName, fileName.replace('-', '_'));
    }

    /** What its backend adds to the name of a file that it works on, for the folder of what it keeps beside it. */
    String ownSuffix() {
        return ownSuffix;
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
