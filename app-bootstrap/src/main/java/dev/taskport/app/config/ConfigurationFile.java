package dev.taskport.app.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a YAML file into texts by dotted key; lists become texts joined by commas. Knows no key. */
public final class ConfigurationFile {

    /** The name that is looked for in the working directory. */
    public static final String DEFAULT_NAME = "taskport.yaml";

    /**
     * A value that ends with a colon, which YAML wants quoted: {@code backend: memory:} must mean what everybody takes it
     * to mean.
     */
    private static final Pattern ADDRESS_ALONE =
            Pattern.compile("(?m)^([ \\t]*[A-Za-z][\\w.-]*:[ \\t]+)([a-z][a-z0-9+-]*:)([ \\t]*(?:#.*)?)$");

    private static final int BYTES_MAX = 1024 * 1024;

    private ConfigurationFile() {}

    /**
     * Reads the file.
     *
     * @throws TaskportException INVALID_REQUEST if the file cannot be read or is no mapping of YAML
     */
    public static Map<String, String> read(Path file) {
        try {
            return parse(file, content(file));
        } catch (NoSuchFileException missing) {
            throw unusable(file, "there is no such file", missing);
        } catch (JsonProcessingException noYaml) {
            throw unusable(file, "it is not valid YAML: " + firstLine(noYaml), noYaml);
        } catch (IOException unreadable) {
            throw unusable(file, "it cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static String content(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        if (Files.size(file) > BYTES_MAX) {
            throw new IOException("it is larger than 1 MiB");
        }
        return ADDRESS_ALONE.matcher(Files.readString(file)).replaceAll("$1\"$2\"$3");
    }

    private static Map<String, String> parse(Path file, String yaml) throws IOException {
        YAMLFactory factory = YAMLFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        Map<String, String> texts = new LinkedHashMap<>();
        try (JsonParser parser = factory.createParser(yaml)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                readMapping(file, parser, "", texts);
            } else if (first != null && first != JsonToken.VALUE_NULL) {
                throw unusable(file, "it does not begin with a key, such as backend: sqlite:./taskport.db", null);
            }
        }
        return texts;
    }

    private static void readMapping(Path file, JsonParser parser, String prefix, Map<String, String> texts)
            throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = prefix + parser.currentName();
            switch (parser.nextToken()) {
                case START_OBJECT -> readMapping(file, parser, name + ".", texts);
                case START_ARRAY -> texts.put(name, readList(file, parser, name));
                case VALUE_NULL -> texts.put(name, "");
                default -> texts.put(name, parser.getText());
            }
        }
    }

    private static String readList(Path file, JsonParser parser, String name) throws IOException {
        List<String> items = new ArrayList<>();
        for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
            if (!item.isScalarValue() || item == JsonToken.VALUE_NULL) {
                throw unusable(
                        file, "the list of " + name + " holds " + called(item) + ", where only texts can stand", null);
            }
            items.add(parser.getText());
        }
        return String.join(", ", items);
    }

    private static String called(JsonToken item) {
        return switch (item) {
            case START_ARRAY -> "a list";
            case START_OBJECT -> "a mapping";
            default -> "an item that says nothing";
        };
    }

    private static String firstLine(JsonProcessingException problem) {
        String at = problem.getLocation() == null
                ? ""
                : "line " + problem.getLocation().getLineNr() + ": ";
        return at + problem.getOriginalMessage().lines().findFirst().orElse("");
    }

    private static TaskportException unusable(Path file, String why, @Nullable Throwable cause) {
        String message = "The configuration file " + file + " cannot be used: " + why
                + ". Nothing was started. Correct it, or choose another with --config.";
        return cause == null
                ? ErrorCode.INVALID_REQUEST.error(message)
                : ErrorCode.INVALID_REQUEST.error(message, cause);
    }
}
