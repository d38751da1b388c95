package dev.taskport.adapter.sqlite;

import dev.taskport.domain.ErrorCode;
import java.util.Arrays;

/** The version of the SQLite engine inside the driver. */
record EngineVersion(int major, int minor, int patch) implements Comparable<EngineVersion> {

    /**
     * Older engines can lose committed transactions: up to 3.51.2 when a write-ahead log is begun anew while another
     * connection writes, and 3.53.3 when it plays back a journal of several files.
     */
    static final EngineVersion OLDEST_SAFE = new EngineVersion(3, 53, 4);

    static EngineVersion parse(String text) {
        int[] parts =
                Arrays.stream(text.split("\\.")).mapToInt(Integer::parseInt).toArray();
        return new EngineVersion(parts[0], parts[1], parts.length > 2 ? parts[2] : 0);
    }

    /** @throws dev.taskport.domain.TaskportException UNSUPPORTED if this engine may lose data */
    void requireSafe() {
        if (compareTo(OLDEST_SAFE) < 0) {
            throw ErrorCode.UNSUPPORTED.error("The SQLite engine " + this + " has defects that lose committed data; "
                    + OLDEST_SAFE + " is the oldest that is safe. Nothing was opened."
                    + " Use the driver org.xerial:sqlite-jdbc " + OLDEST_SAFE + ".0 or newer.");
        }
    }

    @Override
    public int compareTo(EngineVersion other) {
        return Arrays.compare(new int[] {major, minor, patch}, new int[] {other.major, other.minor, other.patch});
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
