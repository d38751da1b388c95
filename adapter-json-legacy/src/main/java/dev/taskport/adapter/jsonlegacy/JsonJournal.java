package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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

    private JsonJournal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** What a journal of a generation begins with. */
    static String header(long number, String document) {
        return MAGIC + number + " " + document;
    }

    /** Begins a new journal; one that lies there is of no worth any more. */
    static JsonJournal begin(Path file, String header) throws IOException {
        JsonJournal journal = new JsonJournal(file, JsonFile.openPrivate(file, StandardOpenOption.TRUNCATE_EXISTING));
        journal.write(header + "\n");
        JsonFile.forceFolder(file);
        return journal;
    }

    long length() {
        return length;
    }

    /** Adds an entry, and returns when it is on the disk. */
    void append(String entry) {
        try {
            write(checksum(entry) + " " + entry + "\n");
        } catch (IOException e) {
            takeBack(e);
            throw JsonFile.unavailable(file, "cannot be written", e);
        }
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
    private void takeBack(IOException why) {
        try {
            channel.truncate(length);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
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
     * @param fault what is wrong with the rest; empty if nothing but an unfinished last line
     */
    record Read(List<String> entries, String fault) {
        Read {
            entries = List.copyOf(entries);
        }
    }

    /** @param header what it must begin with */
    static Read read(Path file, String header) {
        if (!Files.exists(file)) {
            return new Read(List.of(), "");
        }
        try {
            return read(Files.readString(file, StandardCharsets.UTF_8), header);
        } catch (java.nio.charset.CharacterCodingException e) {
            return new Read(List.of(), "it is no UTF-8");
        } catch (IOException e) {
            throw ErrorCode.UNAVAILABLE.error(
                    file + " cannot be read (" + e.getMessage() + "). Nothing was opened. Check its permissions.", e);
        }
    }

    /** What the journal begins with; null if there is none. */
    static @Nullable String headerOf(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.findFirst().orElse(null);
        } catch (IOException | UncheckedIOException e) {
            return null;
        }
    }

    private static Read read(String text, String header) {
        int end = text.lastIndexOf('\n');
        List<String> lines =
                end < 0 ? List.of() : text.substring(0, end).lines().toList();
        if (lines.isEmpty()) {
            return new Read(List.of(), "");
        }
        if (!lines.get(0).equals(header)) {
            return new Read(List.of(), "it belongs to another state of the queue");
        }
        List<String> entries = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String entry = line.length() > CHECKSUM_LENGTH ? line.substring(CHECKSUM_LENGTH + 1) : "";
            if (entry.isEmpty() || !line.startsWith(checksum(entry) + " ")) {
                return new Read(entries, "entry " + (entries.size() + 1) + " of " + (lines.size() - 1) + " is damaged");
            }
            entries.add(entry);
        }
        return new Read(entries, "");
    }

    private static String checksum(String entry) {
        CRC32C checksum = new CRC32C();
        checksum.update(entry.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", checksum.getValue());
    }
}
