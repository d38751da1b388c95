package dev.taskport.app.config;

import dev.taskport.domain.ErrorCode;
import dev.taskport.port.BackendAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/** Backend addresses that are files: their relative paths count from a folder that somebody must choose. */
public final class Addresses {

    private static final Set<String> FILE_SCHEMES = Set.of("sqlite", "json");

    private Addresses() {}

    public static boolean isFile(BackendAddress address) {
        return FILE_SCHEMES.contains(address.scheme()) && !address.location().isEmpty();
    }

    /** The same address with its path counted from {@code folder}; unchanged if it is absolute or no file. */
    public static BackendAddress resolved(BackendAddress address, Path folder) {
        if (!isFile(address)) {
            return address;
        }
        try {
            Path path = folder.resolve(Path.of(address.location())).normalize();
            return new BackendAddress(address.scheme(), path.toString(), address.options());
        } catch (InvalidPathException invalid) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "The backend address " + address + " holds no path of this system: " + invalid.getReason()
                            + ". Nothing was opened. Correct the path.",
                    invalid);
        }
    }
}
