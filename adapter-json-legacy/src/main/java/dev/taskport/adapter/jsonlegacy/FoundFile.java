package dev.taskport.adapter.jsonlegacy;

import dev.taskport.adapter.jsonlegacy.JsonFile.Fingerprint;
import dev.taskport.domain.TaskportException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file as it was found at one moment. */
final class FoundFile {

    /** Stands for no file. */
    static final String NO_HASH = "";

    private final Path file;
    private final @Nullable Fingerprint fingerprint;
    private final byte[] bytes;
    private final String hash;

    /** @param fingerprint null if there is no file */
    FoundFile(Path file, @Nullable Fingerprint fingerprint, byte[] bytes) {
        this.file = file;
        this.fingerprint = fingerprint;
        this.bytes = bytes;
        this.hash = fingerprint == null ? NO_HASH : LegacyText.sha256(bytes);
    }

    @Nullable
    Fingerprint fingerprint() {
        return fingerprint;
    }

    byte[] bytes() {
        return bytes;
    }

    String hash() {
        return hash;
    }

    boolean missing() {
        return fingerprint == null;
    }

    /** The queue in it; null if it is not whole, or no queue. */
    @Nullable
    LegacyDocument queue() {
        try {
            return missing() ? null : LegacyReader.read(LegacyText.of(file, bytes));
        } catch (TaskportException e) {
            return null;
        }
    }
}
