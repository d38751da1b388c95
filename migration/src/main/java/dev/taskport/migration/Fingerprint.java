package dev.taskport.migration;

import dev.taskport.domain.Task;
import dev.taskport.migration.verify.Sha256;
import dev.taskport.port.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Tells whether a source is still the one that a run began with: the ids and stamps of its tasks, and its records. For one
 * thread.
 */
final class Fingerprint {

    private final MessageDigest digest = Sha256.begun();

    void add(Task task) {
        add(task.id() + " " + task.lineage() + " " + task.stamp());
    }

    void add(StoredRecord stored) {
        add(stored.key() + " " + stored.version() + " " + stored.content().text());
    }

    private void add(String text) {
        digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Ends it. */
    String text() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
