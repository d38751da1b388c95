package dev.taskport.port;

import dev.taskport.domain.JsonText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One change to a record. */
public sealed interface RecordWrite {

    RecordKey key();

    /**
     * Stores a document.
     *
     * @param expectedVersion the version it must have; 0 if there must be none; null if it does not matter
     * @param expiresAfter from now by the backend's clock; null for never
     */
    record Put(
            RecordKey key,
            JsonText content,
            @Nullable Long expectedVersion,
            @Nullable Duration expiresAfter) implements RecordWrite {}

    /**
     * Removes a document and everything below its path.
     *
     * @param expectedVersion the version that the document itself must have; null if it does not matter
     */
    record Delete(RecordKey key, @Nullable Long expectedVersion) implements RecordWrite {}
}
