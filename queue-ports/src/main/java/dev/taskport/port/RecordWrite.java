package dev.taskport.port;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One change to a record. */
public sealed interface RecordWrite {

    /** The longest time after which a document that expires at all may do so. */
    Duration EXPIRES_AFTER_MAX = Duration.ofDays(36_500);

    RecordKey key();

    /**
     * Stores a document.
     *
     * @param expectedVersion the version it must have; 0 if there must be none; null if it does not matter
     * @param expiresAfter from now by the backend's clock; zero to {@link #EXPIRES_AFTER_MAX}, null for never
     */
    record Put(
            RecordKey key,
            JsonText content,
            @Nullable Long expectedVersion,
            @Nullable Duration expiresAfter) implements RecordWrite {

        /** @throws dev.taskport.domain.TaskportException INVALID_REQUEST if it expires before it is written or far too late */
        public Put {
            if (expiresAfter != null && (expiresAfter.isNegative() || expiresAfter.compareTo(EXPIRES_AFTER_MAX) > 0)) {
                throw ErrorCode.INVALID_REQUEST.error("The record " + key.collection() + "/" + key.path()
                        + " is to expire after " + expiresAfter + ", which is not between PT0S and " + EXPIRES_AFTER_MAX
                        + ". Nothing was stored. Choose a time in that range, or none to keep it.");
            }
        }
    }

    /**
     * Removes a document and everything below its path.
     *
     * @param expectedVersion the version that the document itself must have; null if it does not matter
     */
    record Delete(RecordKey key, @Nullable Long expectedVersion) implements RecordWrite {}
}
