package dev.taskport.app.store;

import dev.taskport.app.config.Addresses;
import dev.taskport.app.output.PrivateFiles;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import dev.taskport.port.BackendAddress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The durable backend that a folder used last, in {@code .taskport/last-backend} beside the configuration. Memory is never
 * remembered: what waits in the durable store before it must still be noticed after it. A store inside the folder is
 * remembered by its path from there, so that the folder may be renamed or copied.
 */
public final class LastBackend {

    private static final String FOLDER_NAME = ".taskport";
    private static final String FILE_NAME = "last-backend";
    private static final long BYTES_MAX = 10_000;

    private final Path home;
    private final Path folder;

    /** @param folder where the configuration lies */
    public LastBackend(Path folder) {
        this.home = folder.toAbsolutePath().normalize();
        this.folder = folder.resolve(FOLDER_NAME);
    }

    /**
     * What was remembered; empty if nothing was.
     *
     * @throws TaskportException INVALID_REQUEST if the file is there and cannot be understood
     */
    public Optional<BackendAddress> read() {
        try {
            return Optional.of(Addresses.resolved(BackendAddress.parse(text()), home));
        } catch (NoSuchFileException never) {
            return Optional.empty();
        } catch (IOException | TaskportException unreadable) {
            throw ErrorCode.INVALID_REQUEST.error(
                    String.format(
                            "%s should name the backend that was used last and cannot be read: %s. Nothing was started,"
                                    + " because work might be left behind unnoticed. Make sure that no work waits in an"
                                    + " older store, then remove the file.",
                            folder.resolve(FILE_NAME), unreadable.getMessage()),
                    unreadable);
        }
    }

    /** Whether exactly this is remembered already. */
    boolean holds(BackendAddress address) {
        try {
            return text().equals(fromHere(address).toString());
        } catch (IOException unreadable) {
            return false;
        }
    }

    private String text() throws IOException {
        Path file = folder.resolve(FILE_NAME);
        if (Files.size(file) > BYTES_MAX) {
            throw new IOException("it is too large");
        }
        return Files.readString(file).strip();
    }

    private BackendAddress fromHere(BackendAddress address) {
        if (!Addresses.isFile(address)) {
            return address;
        }
        Path path = home.resolve(address.location()).normalize();
        if (!path.startsWith(home) || path.equals(home)) {
            return address;
        }
        String location = home.relativize(path).toString().replace(File.separatorChar, '/');
        return new BackendAddress(address.scheme(), location, address.options());
    }

    /** Remembers the address. Readers see the old file or the new one, never half of it. */
    public void write(BackendAddress address) throws IOException {
        PrivateFiles.createFolder(folder);
        Path file = folder.resolve(FILE_NAME);
        Path next = PrivateFiles.beside(file);
        Files.writeString(next, fromHere(address) + "\n");
        PrivateFiles.replace(next, file);
    }
}
