package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The right to write a queue file: one opening at a time, of all processes. The lock file is never deleted or renamed, and
 * its channel stays open until the process ends, because closing any channel of a file drops every lock that the process has
 * on it.
 */
final class JsonLock implements AutoCloseable {

    private static final Map<Path, FileChannel> CHANNELS = new HashMap<>();
    private static final Map<Path, JsonLock> HELD = new HashMap<>();

    private final Path file;
    private final FileLock lock;

    private JsonLock(Path file, FileLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /** @throws TaskportException UNAVAILABLE if another opening has it, with what to do */
    static JsonLock take(Path file, Path data) {
        synchronized (HELD) {
            if (HELD.containsKey(file)) {
                throw taken(data, "this process");
            }
            try {
                JsonLock lock = new JsonLock(file, locked(file, data));
                HELD.put(file, lock);
                return lock;
            } catch (IOException e) {
                throw JsonFile.unavailable(file, "cannot be locked", e);
            }
        }
    }

    private static FileLock locked(Path file, Path data) throws IOException {
        FileChannel channel = channel(file);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            throw taken(data, holder(file));
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)), 0);
        return lock;
    }

    /** A channel on the file that has the name now: a lock on one that was replaced would exclude nobody. */
    private static FileChannel channel(Path file) throws IOException {
        FileChannel known = CHANNELS.get(file);
        if (known != null && known.isOpen() && Objects.equals(KEYS.get(file), key(file))) {
            return known;
        }
        FileChannel channel = JsonFile.openPrivate(file, StandardOpenOption.READ);
        CHANNELS.put(file, channel);
        KEYS.put(file, key(file));
        return channel;
    }

    private static final Map<Path, @Nullable Object> KEYS = new HashMap<>();

    private static @Nullable Object key(Path file) {
        JsonFile.Fingerprint found = JsonFile.fingerprint(file);
        return found == null ? null : found.key();
    }

    private static String holder(Path file) {
        try {
            String said = Files.readString(file).strip();
            return said.matches("process [0-9]+") ? said : "another process";
        } catch (IOException e) {
            return "another process";
        }
    }

    private static TaskportException taken(Path data, String by) {
        return ErrorCode.UNAVAILABLE.error(data + " is open in " + by + ", and only one may work on a queue file."
                + " Nothing was opened or changed. Wait until it ends or stop it; if several processes are to share the"
                + " queue, move it with taskport migrate json:" + data + " --to sqlite:./taskport.db.");
    }

    @Override
    public void close() {
        synchronized (HELD) {
            HELD.remove(file);
            try {
                lock.release();
            } catch (IOException e) {
                // The channel is broken, and with it the lock is gone.
                CHANNELS.remove(file);
            }
        }
    }
}
