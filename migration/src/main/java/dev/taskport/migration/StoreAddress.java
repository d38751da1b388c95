package dev.taskport.migration;

import dev.taskport.domain.ErrorCode;
import dev.taskport.engine.Backends;
import dev.taskport.port.BackendAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** What people write for a store: its address, or simply the path of its file or folder. */
public final class StoreAddress {

    private static final byte[] SQLITE_HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private StoreAddress() {}

    /**
     * Reads an address, or tells by its first bytes which store a file is.
     *
     * @throws dev.taskport.domain.TaskportException INVALID_REQUEST if it is neither; NOT_FOUND if there is no such file
     */
    public static BackendAddress of(String text) {
        int colon = text.indexOf(':');
        if (colon > 0 && Backends.schemes().contains(text.substring(0, colon))) {
            return BackendAddress.parse(text);
        }
        Path path = path(text);
        if (!Files.exists(path)) {
            throw ErrorCode.NOT_FOUND.error("\"" + text + "\" is neither a file nor an address with a scheme of "
                    + Backends.schemes() + ". Nothing was opened. Check the path, or write SCHEME:LOCATION.");
        }
        return new BackendAddress(isDatabase(path) ? "sqlite" : "json", text, Map.of());
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "\"" + text + "\" is neither a path on this system nor an address. Nothing was opened. Correct it.",
                    e);
        }
    }

    private static boolean isDatabase(Path path) {
        if (Files.isDirectory(path)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(SQLITE_HEADER.length), SQLITE_HEADER);
        } catch (IOException e) {
            throw ErrorCode.UNAVAILABLE.error(
                    path + " cannot be read (" + e.getMessage() + "). Nothing was opened. Check its permissions.", e);
        }
    }
}
