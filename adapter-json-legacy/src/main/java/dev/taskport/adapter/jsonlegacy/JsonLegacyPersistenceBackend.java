package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.TaskportException;
import dev.taskport.heap.HeapBackend;
import dev.taskport.heap.HeapStore;
import dev.taskport.port.BackendCare;
import dev.taskport.port.BackendProfile;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store in a queue file of the old program. Safe for use by several threads; only one process may have it open. */
final class JsonLegacyPersistenceBackend extends HeapBackend {

    private static final Logger LOG = LoggerFactory.getLogger(JsonLegacyPersistenceBackend.class);

    private final BackendCare care;
    private final Runnable beforeClosing;
    private final Runnable afterClosing;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param beforeClosing done while writes may still come
     * @param afterClosing done when no write comes any more
     */
    JsonLegacyPersistenceBackend(HeapStore store, BackendCare care, Runnable beforeClosing, Runnable afterClosing) {
        super(store);
        this.care = care;
        this.beforeClosing = beforeClosing;
        this.afterClosing = afterClosing;
    }

    @Override
    public BackendProfile profile() {
        return profile(store());
    }

    /** What a queue file can do, whoever opens it. */
    static BackendProfile profile(HeapStore store) {
        return new BackendProfile(
                JsonLegacyBackendProvider.SCHEME,
                true,
                true,
                false,
                false,
                false,
                store.options().strategies());
    }

    @Override
    public BackendCare care() {
        return care;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                beforeClosing.run();
            } catch (TaskportException e) {
                LOG.warn("At the end of the work: {}", e.getMessage());
            } finally {
                store().close();
                afterClosing.run();
            }
        }
    }
}
