package dev.taskport.app.config;

import dev.taskport.domain.ErrorCode;
import dev.taskport.port.BackendAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Backend addresses that are files: their relative paths count from a folder that somebody must choose. */
public final class Addresses {

    private static final Set<String> FILE_SCHEMES = Set.of("sqlite", "json");

    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+-]+:.*", Pattern.DOTALL);
    private static final byte[] SQLITE_HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private Addresses() {}

    /**
     * Reads an address, or the name of a file: one that begins as SQLite databases do is {@code sqlite:}, any other is
     * {@code json:}. A single letter before the colon is a drive.
     *
     * <p>To be asked before this process opens the file as a store: closing the stream that looks at the first bytes would
     * drop the locks that SQLite holds on a database in this process.
     */
    public static BackendAddress of(String text, Path folder) {
        if (SCHEME.matcher(text).matches()) {
            return BackendAddress.parse(text);
        }
        String scheme = beginsLikeSqlite(text, folder) ? "sqlite" : "json";
        return new BackendAddress(scheme, text, Map.of());
    }

    private static boolean beginsLikeSqlite(String name, Path folder) {
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            return Arrays.equals(in.readNBytes(SQLITE_HEADER.length), SQLITE_HEADER);
        } catch (IOException | InvalidPathException unreadable) {
            return false; // whoever opens it says what is wrong
        }
    }

    public static boolean isFile(BackendAddress address) {
        return FILE_SCHEMES.contains(address.scheme()) && !address.location().isEmpty();
    }

    /**
     * The same address by the path that the file system knows its file under: links and detours resolved, as far as they
     * exist. Two spellings of one store are equal so.
     */
    public static BackendAddress real(BackendAddress address) {
        if (!isFile(address)) {
            return address;
        }
        Path path = Path.of(address.location()).toAbsolutePath().normalize();
        return new BackendAddress(address.scheme(), real(path).toString(), address.options());
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException notThere) {
            Path parent = path.getParent();
            return parent == null ? path : real(parent).resolve(path.getFileName());
        }
    }

    /** The same address with its path counted from {@code folder}; unchanged if it is absolute or no file. */
    public static BackendAddress resolved(BackendAddress address, Path folder) {
        if (!isFile(address)) {
            return address;
        }
        try {
            Path path = folder.resolve(address.location()).normalize();
            // The working directory itself, which an adapter refuses by its name rather than as if nothing was named.
            String named = path.toString().isEmpty() ? "." : path.toString();
            return new BackendAddress(address.scheme(), named, address.options());
        } catch (InvalidPathException invalid) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "The backend address " + address + " holds no path of this system: " + invalid.getReason()
                            + ". Nothing was opened. Correct the path.",
                    invalid);
        }
    }
}
