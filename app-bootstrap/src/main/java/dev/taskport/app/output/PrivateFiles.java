package dev.taskport.app.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that only their owner may read, where the file system can say so. */
public final class PrivateFiles {

    private PrivateFiles() {}

    /** Creates the folder, and those above it, unless it is there. */
    public static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
            Files.createDirectories(folder, posix ? ownerOnly() : new FileAttribute<?>[0]);
        }
    }

    /** A new, empty file beside the one whose place it is to take once it is complete. */
    public static Path beside(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        return Files.createTempFile(absolute.getParent(), absolute.getFileName() + ".", ".new");
    }

    /** Gives a complete file the place of another: readers see the old one or the new one, never half of it. */
    public static void replace(Path complete, Path file) throws IOException {
        try (FileChannel written = FileChannel.open(complete, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] ownerOnly() {
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        };
    }
}
