package dev.taskport.migration;

import dev.taskport.engine.Backends;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider;
import dev.taskport.port.PersistenceBackend;

/** Where a migration gets its two stores from. */
public interface Stores {

    /** As {@link BackendProvider#probe}. */
    BackendProvider.Probe probe(BackendAddress address, BackendOptions options);

    /** As {@link BackendProvider#open}; the migration closes what it opened. */
    PersistenceBackend open(BackendAddress address, BackendOptions options, BackendProvider.OpenMode mode);

    /** As {@link Backends#fileSigns}. */
    default BackendProvider.FileSigns fileSigns(String scheme) {
        return Backends.fileSigns(scheme);
    }

    /** The backends on the class path. */
    static Stores installed() {
        return new Stores() {
            @Override
            public BackendProvider.Probe probe(BackendAddress address, BackendOptions options) {
                return Backends.probe(address, options);
            }

            @Override
            public PersistenceBackend open(
                    BackendAddress address, BackendOptions options, BackendProvider.OpenMode mode) {
                return Backends.open(address, options, mode);
            }
        };
    }
}
