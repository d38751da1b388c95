package dev.taskport.port;

import dev.taskport.domain.Workspace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Small JSON documents for everything that is not a task, by workspace, collection and path.
 *
 * <ul>
 *   <li><b>S1</b> A list of writes takes effect as a whole or, if one names a version that is not the stored one, not at all.
 *   <li><b>S2</b> Versions of a path grow from 1 with each put and never repeat while the record is kept; version 0 means
 *       that there must be none.
 *   <li><b>S3</b> An expired record reads as absent, whether or not it has been removed yet.
 *   <li><b>S4</b> Deleting a path deletes everything below it: {@code a} takes {@code a/b} with it, but not {@code ab}.
 *   <li><b>S5</b> Lists are in the order of the path's characters.
 * </ul>
 */
public interface RecordStore {

    /** The most records of one page. */
    int PAGE_MAX = 1000;

    /** The most puts and deletes of one call. */
    int BATCH_MAX = 10_000;

    Optional<StoredRecord> get(RecordKey key);

    /**
     * The records at or below {@code prefix}.
     *
     * @param prefix a path, or empty for the whole collection
     * @param after the last path of the page before; null for the beginning
     * @param limit 1 to {@value #PAGE_MAX}
     */
    List<StoredRecord> list(Workspace workspace, String collection, String prefix, @Nullable String after, int limit);

    /**
     * Puts and deletes, all or none.
     *
     * @return empty if it took effect, else the first key whose version was not as expected
     */
    Optional<RecordKey> write(List<RecordWrite> writes);
}
