package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
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

    /** How often a lock file is opened that is replaced each time before it is locked. */
    private static final int ATTEMPTS = 10;

    private static final Map<Path, Opened> OPENED = new HashMap<>();
    private static final Map<Path, JsonLock> HELD = new HashMap<>();

    private final Path file;
    private final FileLock lock;

    private JsonLock(Path file, FileLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * A channel that is never closed.
     *
     * @param key tells the file from another of the same name; null where the system has none
     */
    private record Opened(FileChannel channel, @Nullable Object key) {}

    /** @throws TaskportException UNAVAILABLE if another opening has it, with what to do */
    static JsonLock take(Path file, Path data) {
        return take(file, data, () -> {});
    }

    /** @param meanwhile done between opening and locking, where others may do what they like */
    static JsonLock take(Path file, Path data, Runnable meanwhile) {
        synchronized (HELD) {
            if (HELD.containsKey(file)) {
                throw taken(data, "this process");
            }
            try {
                JsonLock lock = new JsonLock(file, locked(file, data, meanwhile));
                HELD.put(file, lock);
                return lock;
            } catch (IOException e) {
                throw JsonFile.unavailable(file, "cannot be locked", e);
            }
        }
    }

    private static FileLock locked(Path file, Path data, Runnable meanwhile) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Opened opened = opened(file);
            meanwhile.run();
            FileLock lock = lock(opened.channel());
            if (lock == null) {
                throw taken(data, holder(file));
            }
            // A lock on a file that has lost its name meanwhile would exclude nobody.
            if (Objects.equals(opened.key(), key(file))) {
                sign(opened.channel());
                return lock;
            }
            lock.release();
        }
        throw new IOException("it is replaced by somebody again and again");
    }

    /** Null if somebody has it, in another process or in this one. */
    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void sign(FileChannel channel) throws IOException {
        String holder = "process " + ProcessHandle.current().pid();
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    }

    /** A channel on the file that has the name now. */
    private static Opened opened(Path file) throws IOException {
        Opened known = OPENED.get(file);
        if (known != null && known.channel().isOpen() && Objects.equals(known.key(), key(file))) {
            return known;
        }
        FileChannel channel = JsonFile.openPrivate(file, StandardOpenOption.READ);
        Opened opened = new Opened(channel, key(file));
        OPENED.put(file, opened);
        return opened;
    }

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
                OPENED.remove(file);
            }
        }
    }
}
