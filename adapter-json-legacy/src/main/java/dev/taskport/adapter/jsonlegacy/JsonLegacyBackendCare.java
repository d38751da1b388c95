package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.port.BackendCare;
import dev.taskport.port.ForeignReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks after a file: what was found in it, and exact copies. */
record JsonLegacyBackendCare(LegacyDocument document, LegacyImport content) implements BackendCare {

    /** A file that cannot be read as a queue is never opened, so what remains to be told are its records. */
    @Override
    public List<Check> check() {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                "structure",
                true,
                document.bytes() + " bytes, " + content.tasks().size() + " tasks"));
        checks.add(new Check("records", content.rejects().isEmpty(), told(content.rejects())));
        for (ForeignReader.Warning warning : content.warnings()) {
            checks.add(new Check(warning.kind(), true, warning.message()));
        }
        return checks;
    }

    private static String told(List<ForeignReader.Reject> rejects) {
        return rejects.isEmpty()
                ? "every record is a task"
                : rejects.size() + " records are no tasks, the first is "
                        + rejects.get(0).where() + ": " + rejects.get(0).reason();
    }

    @Override
    public long backup(Path target) {
        try {
            byte[] bytes = Files.readAllBytes(document.file());
            writePrivately(target, bytes);
        } catch (FileAlreadyExistsException e) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "The backup " + target + " exists already and was left as it is. Choose another name.", e);
        } catch (IOException e) {
            throw ErrorCode.UNAVAILABLE.error(
                    "The backup " + target + " could not be written (" + e.getMessage()
                            + "). The queue file is unchanged. Look at the disk and the folder's permissions.",
                    e);
        }
        requireEqual(target);
        return document.bytes();
    }

    private static void writePrivately(Path target, byte[] bytes) throws IOException {
        Set<StandardOpenOption> create = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel out = FileChannel.open(target, create, ownerOnly(target))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path target) {
        boolean posix = target.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Read back, because a copy that was only written proves nothing. */
    private void requireEqual(Path target) {
        if (!LegacyText.sha256(target, document.bytes() + 1).equals(document.sha256())) {
            throw ErrorCode.VERSION_CONFLICT.error("The backup " + target + " differs from " + document.file()
                    + " as it was read: somebody changed the file meanwhile. Stop whoever writes it and start again.");
        }
    }

    @Override
    public long size() {
        return document.bytes();
    }
}
