package dev.taskport.app.config;

import dev.taskport.app.output.PrivateFiles;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Changes one value in a configuration file and nothing else: comments, order and spelling stay as people wrote them. What
 * would come out is read before it is written; if it does not mean the same but for that value, nothing is written.
 */
public final class ConfigurationEdit {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    /** In quotes of either kind, or without. */
    private static final String VALUE = "\"(?:[^\"\\\\\\r\\n]|\\\\.)*\"|'[^'\\r\\n]*'|[^#\\r\\n]*?";

    private ConfigurationEdit() {}

    /**
     * Sets a key that stands alone at the beginning of a line, or adds it at the end.
     *
     * @param file created if there is none; if it is a link, what it leads to is changed
     * @throws TaskportException INVALID_REQUEST if the file cannot be read or written, or is written in a way that leaves no
     *     place for the key
     */
    public static void set(Path file, String key, String value) {
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file;
            String before = Files.exists(target) ? Files.readString(target) : "";
            Path next = PrivateFiles.beside(target);
            try {
                Files.writeString(next, changed(before, key, value));
                requireOnlyThat(target, next, key, value);
                keepRights(target, next);
                PrivateFiles.replace(next, target);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException refused) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "The configuration file " + file + " cannot be changed (" + refused.getMessage()
                            + "). It is as it was. Write it there by hand: " + line(key, value),
                    refused);
        }
    }

    private static String changed(String text, String key, String value) {
        String lineBreak = text.contains("\r\n") ? "\r\n" : "\n";
        Matcher present = Pattern.compile(
                        "(?m)^" + Pattern.quote(key) + "([ \\t]*:)(?:[ \\t]+(?:" + VALUE + "))?([ \\t]+#.*|[ \\t]*)$")
                .matcher(text);
        if (present.find()) {
            String comment = present.group(2).stripTrailing();
            return text.substring(0, present.start())
                    + key
                    + present.group(1)
                    + " "
                    + spelled(value)
                    + comment
                    + text.substring(present.end());
        }
        String end = text.isEmpty() || text.endsWith("\n") ? "" : lineBreak;
        return text + end + line(key, value) + lineBreak;
    }

    private static String line(String key, String value) {
        return key + ": " + spelled(value);
    }

    /** As YAML reads it back, whatever letters it holds. */
    private static String spelled(String value) {
        return PLAIN.matcher(value).matches() && !value.equalsIgnoreCase("null")
                ? value
                : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static void requireOnlyThat(Path file, Path next, String key, String value) {
        Map<String, String> wanted = new LinkedHashMap<>(Files.exists(file) ? ConfigurationFile.read(file) : Map.of());
        wanted.put(key, value);
        if (!wanted.equals(readable(next))) {
            throw ErrorCode.INVALID_REQUEST.error("The configuration file " + file
                    + " is written in a way that leaves no place for another line. It is as it was. Write it there by hand: "
                    + line(key, value));
        }
    }

    private static @Nullable Map<String, String> readable(Path file) {
        try {
            return ConfigurationFile.read(file);
        } catch (TaskportException unreadable) {
            return null;
        }
    }

    /** A file that was there keeps its rights; a new one is its owner's. */
    private static void keepRights(Path file, Path next) throws IOException {
        if (Files.exists(file)
                && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(file));
        }
    }
}
