package dev.taskport.adapter.jsonlegacy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.taskport.domain.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts JSON that was checked before into the texts of its parts. The parts keep every letter, so that what is not
 * understood is not changed either.
 */
final class JsonSlices {

    static final int DEPTH_MAX = 64;
    static final int NAME_LENGTH_MAX = 256;
    private static final int NUMBER_LENGTH_MAX = 100;

    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(DEPTH_MAX)
            .maxNameLength(NAME_LENGTH_MAX)
            .maxNumberLength(NUMBER_LENGTH_MAX)
            .maxStringLength(JsonText.BYTES_MAX)
            .build();

    /** For the first look: strict, and bounded in everything that the size of the file does not bound. */
    static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(BOUNDS)
            .build();

    /** For what passed the first look. */
    private static final JsonFactory JSON =
            JsonFactory.builder().streamReadConstraints(BOUNDS).build();

    /** For what is to become a part of a queue file, a few levels down. */
    private static final JsonFactory STRICT_PART = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    BOUNDS.rebuild().maxNestingDepth(DEPTH_MAX - 4).build())
            .build();

    private static final ObjectMapper MAPPER = JsonMapper.builder(JSON).build();

    private JsonSlices() {}

    /** A part of a text, and the line of that text on which it begins, from 1. */
    record Slice(String text, int line) {}

    /** The fields of an object, in their order. */
    static Map<String, Slice> fields(String object) {
        Map<String, Slice> fields = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(object)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, slice(parser, object));
            }
            return fields;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where a member of an object is.
     *
     * @param begin behind the member before it
     * @param valueBegin where its value begins
     * @param end behind its value
     * @param first whether it is the first member
     */
    record Member(int begin, int valueBegin, int end, boolean first) {

        String value(String object) {
            return object.substring(valueBegin, end);
        }

        String removedFrom(String object) {
            String tail = object.substring(end);
            String rest = tail.stripLeading();
            return object.substring(0, begin) + (first && rest.startsWith(",") ? rest.substring(1) : tail);
        }

        String replacedIn(String object, String value) {
            return object.substring(0, valueBegin) + value + object.substring(end);
        }
    }

    /** The member of that name; empty if the object has none. */
    static Optional<Member> member(String object, String name) {
        try (JsonParser parser = JSON.createParser(object)) {
            parser.nextToken();
            int begin = (int) parser.currentLocation().getCharOffset();
            boolean first = true;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean found = parser.currentName().equals(name);
                parser.nextToken();
                int valueBegin = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                parser.finishToken();
                int end = (int) parser.currentLocation().getCharOffset();
                if (found) {
                    return Optional.of(new Member(begin, valueBegin, end, first));
                }
                begin = end;
                first = false;
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The elements of an array, in their order. */
    static List<Slice> elements(String array) {
        List<Slice> elements = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(array)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(slice(parser, array));
            }
            return elements;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the text could stand in a queue file as it is. */
    static boolean isStrict(String json) {
        try (JsonParser parser = STRICT_PART.createParser(json)) {
            while (parser.nextToken() != null) {
                boolean text = parser.currentToken() == JsonToken.VALUE_STRING
                        || parser.currentToken() == JsonToken.FIELD_NAME;
                if (text && !isWellFormed(parser.getText())) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the text has no half of a surrogate pair, which no store can give back. */
    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /** The value that the text is. */
    static JsonNode value(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text that a JSON string stands for. */
    static String decoded(String string) {
        return string.indexOf('\\') < 0
                ? string.substring(1, string.length() - 1)
                : value(string).textValue();
    }

    /** A text as a JSON string. */
    static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    /** The same JSON without the white space between its parts. */
    static String compact(String json) {
        StringBuilder compact = new StringBuilder(json.length());
        boolean inString = false;
        boolean escaped = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (inString || " \t\r\n".indexOf(c) < 0) {
                compact.append(c);
            }
            inString ^= c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
        }
        return compact.toString();
    }

    private static Slice slice(JsonParser parser, String text) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        return new Slice(text.substring(start, (int) parser.currentLocation().getCharOffset()), line);
    }
}
