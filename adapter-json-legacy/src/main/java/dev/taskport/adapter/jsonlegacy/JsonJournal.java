package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The changes since a generation was written, one line for each group of writes: checksum, then JSON. A group is durable
 * once its line is; a line that was not written to its end was never acknowledged. For one thread at a time.
 */
final class JsonJournal implements AutoCloseable {

    private static final String MAGIC = "taskport-journal 1 ";
    private static final int CHECKSUM_LENGTH = 8;

    private final Path file;
    private final FileChannel channel;
    /** How much of the file is known to be good. */
    private long length;
    /** Whether there may be something behind that. */
    private boolean torn;

    private JsonJournal(Path file, FileChannel channel, long length) {
        this.file = file;
        this.channel = channel;
        this.length = length;
    }

    /** What a journal of a generation begins with. */
    static String header(long number, String document) {
        return MAGIC + number + " " + document;
    }

    /**
     * Opens a journal to go on behind its last whole entry. What comes behind that was never acknowledged, or was set aside
     * when the journal was read; so was a journal that does not begin with the header.
     */
    static JsonJournal open(Path file, String header) throws IOException {
        long whole = read(file, header).length();
        JsonJournal journal = new JsonJournal(file, JsonFile.openPrivate(file), whole);
        journal.cutOff();
        if (whole == 0) {
            journal.write(header + "\n");
            JsonFile.forceFolder(file);
        }
        return journal;
    }

    long length() {
        return length;
    }

    /**
     * Adds an entry, and returns when it is on the disk.
     *
     * @throws dev.taskport.domain.TaskportException UNAVAILABLE if the entry is not there; OUTCOME_UNKNOWN if it may be found later
     */
    void append(String entry) {
        try {
            if (torn) {
                cutOff();
            }
            write(checksum(entry.getBytes(StandardCharsets.UTF_8)) + " " + entry + "\n");
        } catch (IOException e) {
            throw unwritten(file, e, takenBack(e));
        }
    }

    /** What a failed write means: not for the disk only, but for those who wait for it. */
    static RuntimeException unwritten(Path file, IOException e, boolean nothingStored) {
        String what = file + " cannot be written (" + e.getClass().getSimpleName() + ": " + e.getMessage() + "). ";
        String way =
                "What was acknowledged before is safe. Free space on the disk or make the folder writable, then repeat";
        return nothingStored
                ? ErrorCode.UNAVAILABLE.error(what + "Nothing was stored. " + way + " it.", e)
                : ErrorCode.OUTCOME_UNKNOWN.error(
                        what + "Nothing was acknowledged, but it may be there when the queue is opened again. " + way
                                + " it with the same ids and leases: it has one effect.",
                        e);
    }

    private void write(String line) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        long written = buffer.remaining();
        while (buffer.hasRemaining()) {
            channel.write(buffer, length + buffer.position());
        }
        channel.force(false);
        length += written;
    }

    /** What was not written to its end must not be found by anybody who opens the store. */
    private boolean takenBack(IOException why) {
        try {
            cutOff();
            return true;
        } catch (IOException e) {
            torn = true;
            why.addSuppressed(e);
            return false;
        }
    }

    private void cutOff() throws IOException {
        if (channel.size() > length) {
            channel.truncate(length);
            channel.force(true);
        }
        torn = false;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw JsonFile.unavailable(file, "cannot be closed", e);
        }
    }

    /**
     * A journal that was read.
     *
     * @param entries those that are whole, up to the first that is not
     * @param length of the header and these entries, in bytes; 0 if the header is not the right one
     * @param fault what is wrong with the rest; empty if nothing but an unfinished last line
     */
    record Read(List<String> entries, long length, String fault) {
        Read {
            entries = List.copyOf(entries);
        }
    }

    /** @param header what it must begin with */
    static Read read(Path file, String header) {
        try {
            return Files.exists(file) ? read(lines(Files.readAllBytes(file)), header) : new Read(List.of(), 0, "");
        } catch (IOException e) {
            throw ErrorCode.UNAVAILABLE.error(
                    file + " cannot be read (" + e.getMessage() + "). Nothing was opened. Check its permissions.", e);
        }
    }

    /** What the journal begins with; null if there is none. */
    static @Nullable String headerOf(Path file) {
        try {
            List<byte[]> lines = Files.exists(file) ? lines(Files.readAllBytes(file)) : List.of();
            return lines.isEmpty() ? null : text(lines.get(0));
        } catch (IOException e) {
            return null;
        }
    }

    /** The lines that have an end, without it. */
    private static List<byte[]> lines(byte[] bytes) {
        List<byte[]> lines = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(Arrays.copyOfRange(bytes, begin, i));
                begin = i + 1;
            }
        }
        return lines;
    }

    private static Read read(List<byte[]> lines, String header) {
        if (lines.isEmpty()) {
            return new Read(List.of(), 0, "");
        }
        if (!text(lines.get(0)).equals(header)) {
            return new Read(List.of(), 0, "it belongs to another state of the queue");
        }
        List<String> entries = new ArrayList<>();
        long length = lines.get(0).length + 1L;
        for (byte[] line : lines.subList(1, lines.size())) {
            if (!isWhole(line)) {
                return new Read(
                        entries, length, "entry " + (entries.size() + 1) + " of " + (lines.size() - 1) + " is damaged");
            }
            entries.add(text(line).substring(CHECKSUM_LENGTH + 1));
            length += line.length + 1L;
        }
        return new Read(entries, length, "");
    }

    private static boolean isWhole(byte[] line) {
        return line.length > CHECKSUM_LENGTH + 1
                && text(Arrays.copyOf(line, CHECKSUM_LENGTH + 1))
                        .equals(checksum(Arrays.copyOfRange(line, CHECKSUM_LENGTH + 1, line.length)) + " ");
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }

    private static String checksum(byte[] entry) {
        CRC32C checksum = new CRC32C();
        checksum.update(entry);
        return String.format("%08x", checksum.getValue());
    }
}
