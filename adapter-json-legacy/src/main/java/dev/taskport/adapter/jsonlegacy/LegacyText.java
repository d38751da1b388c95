package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The text of a file, taken in with a bound before anybody parses it, and with a word for each way in which files break.
 *
 * @param text without a byte order mark
 * @param sha256 of the bytes, in hexadecimal
 * @param bytes how many they are
 */
record LegacyText(Path file, String text, String sha256, long bytes) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** @throws TaskportException LIMIT_EXCEEDED, DAMAGED, UNSUPPORTED (not UTF-8) or UNAVAILABLE, with the position */
    static LegacyText read(Path file, long bytesMax) {
        return of(file, bytes(file, bytesMax));
    }

    /** The same for bytes that were read from the file already. */
    static LegacyText of(Path file, byte[] bytes) {
        requireNoNul(file, bytes);
        String decoded = decode(file, bytes);
        String text = decoded.startsWith(BYTE_ORDER_MARK) ? decoded.substring(1) : decoded;
        if (text.isBlank()) {
            throw damaged(
                    file,
                    new Position(1, 0),
                    "is empty, as a file is whose writing was interrupted or whose disk was full");
        }
        return new LegacyText(file, text, sha256(bytes), bytes.length);
    }

    /** The digest of a file's bytes as they are now. */
    static String sha256(Path file, long bytesMax) {
        return sha256(bytes(file, bytesMax));
    }

    /** The bytes of a file, not more than so many. */
    static byte[] bytes(Path file, long bytesMax) {
        try (InputStream in = Files.newInputStream(file)) {
            // One byte more than allowed tells a file that is too large from one that just fits, also while it grows.
            byte[] bytes = in.readNBytes((int) bytesMax + 1);
            if (bytes.length > bytesMax) {
                throw ErrorCode.LIMIT_EXCEEDED.error(String.format(
                        "%s is larger than %,d bytes. Nothing was read. Raise the option max-bytes if it really is a queue.",
                        file, bytesMax));
            }
            return bytes;
        } catch (IOException e) {
            throw ErrorCode.UNAVAILABLE.error(
                    file + " cannot be read (" + e.getMessage() + "). Nothing was read. Check its permissions.", e);
        }
    }

    private static void requireNoNul(Path file, byte[] bytes) {
        int firstNul = firstNul(bytes);
        boolean marked16 = bytes.length >= 2
                && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                        || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE));
        if (marked16 || (firstNul >= 0 && firstNul < 4 && holdsAnythingElse(bytes))) {
            throw ErrorCode.UNSUPPORTED.error(file + " is UTF-16 or UTF-32 text (seen at line 1, byte "
                    + Math.max(0, firstNul) + "), queue files are UTF-8. Nothing was read. Save it as UTF-8.");
        }
        if (firstNul >= 0) {
            throw damaged(
                    file,
                    position(bytes, firstNul),
                    "holds zero bytes, as a file does whose content did not reach the disk before the power went");
        }
    }

    private static int firstNul(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    private static boolean holdsAnythingElse(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, 64); i++) {
            if (bytes[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private static String decode(Path file, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (decoder.decode(in, out, true).isError()) {
            throw damaged(
                    file,
                    position(bytes, in.position()),
                    "is not UTF-8 there (another encoding, or half of a surrogate pair, or bytes overwritten)");
        }
        return out.flip().toString();
    }

    /** Where something is in a file. */
    record Position(int line, long offset) {
        @Override
        public String toString() {
            return "line " + line + ", byte " + offset;
        }
    }

    private static Position position(byte[] bytes, int offset) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return new Position(line, offset);
    }

    /** The place in the file of a character of the text. */
    Position position(int character) {
        String before = text.substring(0, Math.max(0, Math.min(character, text.length())));
        byte[] encoded = before.getBytes(StandardCharsets.UTF_8);
        Position inText = position(encoded, encoded.length);
        long mark = bytes - text.getBytes(StandardCharsets.UTF_8).length;
        return new Position(inText.line(), inText.offset() + mark);
    }

    TaskportException damaged(Position position, String what) {
        return damaged(file, position, what);
    }

    private static TaskportException damaged(Path file, Position position, String what) {
        return ErrorCode.DAMAGED.error(file + " " + what + " (" + position
                + "). Nothing was taken from it and it was not changed. Repair it, or use a complete copy.");
    }

    static String sha256Of(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest(bytes));
    }

    static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
