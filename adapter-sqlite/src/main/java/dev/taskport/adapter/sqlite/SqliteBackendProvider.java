package dev.taskport.adapter.sqlite;

import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider;
import dev.taskport.port.PersistenceBackend;

/** Opens {@code sqlite:PATH}. */
public final class SqliteBackendProvider implements BackendProvider {

    @Override
    public String scheme() {
        return SqlitePersistenceBackend.SCHEME;
    }

    @Override
    public Probe probe(BackendAddress address, BackendOptions options) {
        return new SqliteProbe(SqliteOptions.of(address, options)).look();
    }

    @Override
    public PersistenceBackend open(BackendAddress address, BackendOptions options, OpenMode mode) {
        return new SqliteOpening(SqliteOptions.of(address, options)).open(mode);
    }
}
