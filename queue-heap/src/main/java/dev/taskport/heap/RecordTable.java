package dev.taskport.heap;

import dev.taskport.domain.Workspace;
import dev.taskport.port.RecordKey;
import dev.taskport.port.StoredRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All records by key, expired ones included until they are purged, and by when they expire. */
final class RecordTable {

    private static final Comparator<RecordKey> BY_KEY = Comparator.comparing(
                    (RecordKey key) -> key.workspace().value(), CodePointOrder.INSTANCE)
            .thenComparing(RecordKey::collection, CodePointOrder.INSTANCE)
            .thenComparing(RecordKey::path, CodePointOrder.INSTANCE);
    private static final Comparator<StoredRecord> BY_EXPIRY = Comparator.comparing(
                    StoredRecord::expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(StoredRecord::key, BY_KEY);

    private final Undo undo;
    private final Touched touched;
    private final Characters characters;
    private final NavigableMap<RecordKey, StoredRecord> records = new TreeMap<>(BY_KEY);
    private final NavigableSet<StoredRecord> expiring = new TreeSet<>(BY_EXPIRY);

    RecordTable(Undo undo, Touched touched, Characters characters) {
        this.undo = undo;
        this.touched = touched;
        this.characters = characters;
    }

    /** What lies under the key, expired or not. */
    Optional<StoredRecord> kept(RecordKey key) {
        return Optional.ofNullable(records.get(key));
    }

    /** What may be read under the key. */
    Optional<StoredRecord> live(RecordKey key, Instant now) {
        return kept(key).filter(kept -> live(kept, now));
    }

    /** By workspace, collection and path. */
    Collection<StoredRecord> all() {
        return Collections.unmodifiableCollection(records.values());
    }

    /** What lies in a collection at or below {@code prefix}, expired or not, by path, behind {@code after}. */
    Stream<StoredRecord> within(Workspace workspace, String collection, String prefix, @Nullable String after) {
        return from(workspace, collection, prefix, after).values().stream()
                .takeWhile(kept -> kept.key().workspace().equals(workspace)
                        && kept.key().collection().equals(collection)
                        && kept.key().path().startsWith(prefix))
                .filter(kept -> kept.key().within(prefix));
    }

    private NavigableMap<RecordKey, StoredRecord> from(
            Workspace workspace, String collection, String prefix, @Nullable String after) {
        if (after != null && CodePointOrder.INSTANCE.compare(after, prefix) >= 0) {
            return records.tailMap(new RecordKey(workspace, collection, after), false);
        }
        // No path is smaller than a space, the first visible character.
        String first = prefix.isEmpty() ? " " : prefix;
        return records.tailMap(new RecordKey(workspace, collection, first), true);
    }

    List<StoredRecord> expired(Instant now, int limit) {
        return expiring.stream()
                .takeWhile(kept -> !live(kept, now))
                .limit(limit)
                .toList();
    }

    void put(StoredRecord stored) {
        touched.record(stored.key(), records.get(stored.key()));
        replace(records.get(stored.key()), stored);
    }

    void remove(StoredRecord kept) {
        touched.record(kept.key(), kept);
        replace(kept, null);
    }

    static boolean live(StoredRecord kept, Instant now) {
        return kept.expiresAt() == null || kept.expiresAt().isAfter(now);
    }

    private void replace(@Nullable StoredRecord before, @Nullable StoredRecord after) {
        exchange(before, after);
        undo.note(() -> exchange(after, before));
    }

    private void exchange(@Nullable StoredRecord before, @Nullable StoredRecord after) {
        characters.exchange(before, after);
        if (before != null) {
            records.remove(before.key());
            expiring.remove(before);
        }
        if (after != null) {
            records.put(after.key(), after);
            if (after.expiresAt() != null) {
                expiring.add(after);
            }
        }
    }
}
