package dev.taskport.engine;

import dev.taskport.domain.ErrorCode;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider;
import dev.taskport.port.PersistenceBackend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/** The backends found on the class path: adding an adapter's jar is all it takes. */
public final class Backends {

    private Backends() {}

    /**
     * Opens a store; the caller closes it.
     *
     * @throws dev.taskport.domain.TaskportException INVALID_REQUEST if no adapter knows the scheme; otherwise as
     *     {@link BackendProvider#open}
     */
    public static PersistenceBackend open(
            BackendAddress address, BackendOptions options, BackendProvider.OpenMode mode) {
        return provider(address).open(address, options, mode);
    }

    /** Looks at an address without creating, locking or changing anything. */
    public static BackendProvider.Probe probe(BackendAddress address, BackendOptions options) {
        return provider(address).probe(address, options);
    }

    /** By what files of the scheme are recognised; {@link BackendProvider.FileSigns#NONE} if no adapter knows the scheme. */
    public static BackendProvider.FileSigns fileSigns(String scheme) {
        return providers().stream()
                .filter(provider -> provider.scheme().equals(scheme))
                .findFirst()
                .map(BackendProvider::fileSigns)
                .orElse(BackendProvider.FileSigns.NONE);
    }

    /** The address schemes that can be opened, in order. */
    public static Set<String> schemes() {
        Set<String> schemes = new TreeSet<>();
        providers().forEach(provider -> schemes.add(provider.scheme()));
        return Collections.unmodifiableSet(schemes);
    }

    private static BackendProvider provider(BackendAddress address) {
        return providers().stream()
                .filter(provider -> provider.scheme().equals(address.scheme()))
                .findFirst()
                .orElseThrow(() ->
                        ErrorCode.INVALID_REQUEST.error("No backend on the class path opens addresses of scheme \""
                                + address.scheme() + "\". Nothing was opened. Known here: " + known()
                                + ". Correct the address, or add the adapter's jar."));
    }

    private static String known() {
        return schemes().isEmpty() ? "none" : String.join(", ", schemes());
    }

    private static List<BackendProvider> providers() {
        // The loader of this library sees the adapters beside it even where the thread's own loader does not.
        List<BackendProvider> found = new ArrayList<>();
        ServiceLoader.load(BackendProvider.class).forEach(found::add);
        ServiceLoader.load(BackendProvider.class, Backends.class.getClassLoader())
                .forEach(found::add);
        return found;
    }
}
