package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Writes a backup:
 *
 * <ol>
 *   <li>into a private file of another name beside the target, flushed to the disk;
 *   <li>read it back and look at it;
 *   <li>give it its name, flush the folder.
 * </ol>
 *
 * What is under the target's name is complete and verified, or not there.
 */
final class JsonCopy {

    private final Path target;

    JsonCopy(Path target) {
        this.target = target.toAbsolutePath();
    }

    /**
     * Writes bytes to a file that does not exist.
     *
     * @param good looks at what was read back
     * @return how many bytes
     */
    static long write(Path target, byte[] bytes, Predicate<byte[]> good) {
        return Apart.run(() -> new JsonCopy(target).write(bytes, good));
    }

    private long write(byte[] bytes, Predicate<byte[]> good) {
        Path unfinished = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".unfinished");
        try {
            requireFree();
            JsonFile.writeNew(unfinished, bytes);
            requireGood(bytes, LegacyText.bytes(unfinished, Math.max(1, bytes.length)), good);
            Files.move(unfinished, target);
            JsonFile.forceFolder(target);
            return bytes.length;
        } catch (FileAlreadyExistsException e) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "The backup " + target + " exists already and was left as it is. Choose another name.", e);
        } catch (IOException e) {
            throw ErrorCode.UNAVAILABLE.error(
                    "The backup " + target + " could not be written ("
                            + e.getClass().getSimpleName() + ": "
                            + e.getMessage() + "). The queue is unchanged, and nothing is left of the backup."
                            + " Look at the disk and the folder's permissions.",
                    e);
        } finally {
            deleteQuietly(unfinished);
        }
    }

    private void requireFree() throws FileAlreadyExistsException {
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
    }

    void requireGood(byte[] written, byte[] readBack, Predicate<byte[]> good) {
        if (!Arrays.equals(written, readBack)) {
            throw bad("what was read back is not what was written");
        }
        if (!good.test(readBack)) {
            throw bad("it does not hold what the queue holds");
        }
    }

    private TaskportException bad(String why) {
        return ErrorCode.DAMAGED.error("The backup " + target + " is not good: " + why
                + ". It was removed, and the queue is unchanged. Check the disk and try again.");
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Its name says that it is unfinished.
        }
    }
}
