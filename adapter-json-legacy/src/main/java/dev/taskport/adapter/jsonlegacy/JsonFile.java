package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writing files so that they are there whole or not at all, whatever happens meanwhile; new ones are private. */
final class JsonFile {

    private static final FileAttribute<?> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final Logger LOG = LoggerFactory.getLogger(JsonFile.class);

    private static final String TEMPORARY = ".tmp";

    private JsonFile() {}

    /** What tells cheaply that a file may have been changed. */
    record Fingerprint(
            long size, FileTime modified, @Nullable Object key) {}

    /** Null if there is no such file. */
    static @Nullable Fingerprint fingerprint(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return new Fingerprint(found.size(), found.lastModifiedTime(), found.fileKey());
        } catch (IOException e) {
            return null;
        }
    }

    /** In bytes; 0 if there is no such file. */
    static long size(Path file) {
        Fingerprint found = fingerprint(file);
        return found == null ? 0 : found.size();
    }

    /** The whole file; more than {@code max} bytes are no queue. */
    static byte[] read(Path file, long max) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            // One byte more than allowed tells a file that is too large from one that just fits, also while it grows.
            byte[] bytes = in.readNBytes((int) Math.min(max + 1, Integer.MAX_VALUE - 8));
            if (bytes.length > max) {
                throw new IOException("it is larger than " + max + " bytes");
            }
            return bytes;
        }
    }

    /** Replaces the file: its old or its new content is there at every moment, and the new one for good at the end. */
    static void replace(Path file, byte[] bytes) throws IOException {
        Path temporary = prepare(file, bytes);
        try {
            moveOver(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
        forceFolder(file);
    }

    /** Writes what is to take the place of a file beside it, with the same rights; answers where it is. */
    static Path prepare(Path file, byte[] bytes) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + TEMPORARY);
        try {
            writeNew(temporary, bytes);
            keepRights(file, temporary);
            return temporary;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    /** Whoever could read and write the file before can do so afterwards. */
    private static void keepRights(Path file, Path next) throws IOException {
        if (!Files.exists(file) || !posix(file)) {
            return;
        }
        PosixFileAttributes before = Files.readAttributes(file, PosixFileAttributes.class);
        PosixFileAttributeView after = Files.getFileAttributeView(next, PosixFileAttributeView.class);
        try {
            after.setGroup(before.group());
            after.setOwner(before.owner());
        } catch (FileSystemException e) {
            LOG.debug("Only the owner's system may give {} away", next, e);
        }
        after.setPermissions(before.permissions());
    }

    /** Whether this is the name of what {@link #prepare} writes for the file, left there by a process that was killed. */
    static boolean isTemporary(String name, Path file) {
        String start = file.getFileName() + ".";
        return name.startsWith(start) && name.substring(start.length()).matches("[0-9a-f-]{36}\\" + TEMPORARY);
    }

    static void writeNew(Path file, byte[] bytes) throws IOException {
        Set<StandardOpenOption> create = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel out = FileChannel.open(file, create, attributes(file, PRIVATE_FILE))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
    }

    static void moveOver(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("this file system cannot replace a file in one step", e);
        }
    }

    /** Makes the name of a file durable; where a folder cannot be forced, its system does that by itself. */
    static void forceFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !posix(file)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes the private folder unless it is there. */
    static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder, attributes(folder, PRIVATE_FOLDER));
            forceFolder(folder);
        }
    }

    /** Opens a private file for writing, made if need be; a link is not followed. */
    static FileChannel openPrivate(Path file, StandardOpenOption... more) throws IOException {
        Set<java.nio.file.OpenOption> options = new java.util.HashSet<>(Set.of(more));
        options.addAll(Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        return FileChannel.open(file, options, attributes(file, PRIVATE_FILE));
    }

    private static FileAttribute<?>[] attributes(Path path, FileAttribute<?> permissions) {
        return posix(path) ? new FileAttribute<?>[] {permissions} : new FileAttribute<?>[0];
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** What happened to the disk, for the caller. */
    static RuntimeException unavailable(Path file, String what, IOException e) {
        return ErrorCode.UNAVAILABLE.error(
                file + " " + what + " (" + e.getClass().getSimpleName() + ": " + e.getMessage()
                        + "). What was acknowledged before is safe. Look at the disk and the folder's permissions.",
                e);
    }
}
