package dev.taskport.engine;

import dev.taskport.domain.Workspace;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.StoredRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Chooses one of the processes on a store to do what one is enough for. Whoever leads writes so into a record that expires;
 * the next one may lead only after that. Between two calls the lead may have been lost, so what a leader does must be safe
 * to do twice. Safe for use by several threads.
 */
public final class Election {

    static final String COLLECTION = "runtime.elections";

    /** How long the lead lasts without being renewed by {@link #lead()}. */
    public static final Duration TERM = Duration.ofSeconds(30);

    private final BackendHandle backend;
    private final RecordKey seat;
    private final String candidate;

    /**
     * @param name what is led; the same in every process
     * @param candidate this process, different from all others
     */
    public Election(BackendHandle backend, String name, String candidate) {
        this.backend = backend;
        this.seat = new RecordKey(Workspace.DEFAULT, COLLECTION, name);
        this.candidate = candidate;
    }

    /** Takes or keeps the lead for one more {@link #TERM}; whether this candidate has it. */
    public boolean lead() {
        Optional<StoredRecord> holder = backend.records().get(seat);
        if (holder.isPresent() && !mine(holder.get())) {
            return false;
        }
        long version = holder.map(StoredRecord::version).orElse(0L);
        RecordWrite sit = new RecordWrite.Put(seat, Json.write(Map.of("leader", candidate)), version, TERM);
        return backend.records().write(List.of(sit)).isEmpty();
    }

    /** Who leads now; empty if nobody does. */
    public Optional<String> leader() {
        return backend.records().get(seat).map(Election::leader);
    }

    /** Gives the lead up, so that another need not wait for its end. Does nothing if this candidate does not lead. */
    public void resign() {
        backend.records()
                .get(seat)
                .filter(this::mine)
                .ifPresent(held -> backend.records().write(List.of(new RecordWrite.Delete(seat, held.version()))));
    }

    private boolean mine(StoredRecord holder) {
        return candidate.equals(leader(holder));
    }

    private static String leader(StoredRecord holder) {
        return Objects.toString(Json.readObject(holder.content()).get("leader"));
    }
}
