package dev.taskport.port;

import dev.taskport.domain.JsonText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A document as it is stored.
 *
 * @param version from 1
 * @param updatedAt by the backend's clock
 * @param expiresAt from when on it counts as absent; null for never
 */
public record StoredRecord(
        RecordKey key,
        JsonText content,
        long version,
        Instant updatedAt,
        @Nullable Instant expiresAt) {}
