package dev.taskport.adapter.jsonlegacy;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.taskport.domain.TaskportException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Goes once through a whole text before anything is made of it. What this lets pass is one JSON value, within bounds,
 * without the same field twice in one object, and of well-formed Unicode.
 */
final class LegacySyntax {

    private static final String HALF_A_PAIR = "holds half of a surrogate pair, which no store can give back";

    private final LegacyText text;

    private LegacySyntax(LegacyText text) {
        this.text = text;
    }

    /** @throws TaskportException DAMAGED, with the position and what it means */
    static void check(LegacyText text) {
        new LegacySyntax(text).check();
    }

    private void check() {
        try (JsonParser parser = JsonSlices.STRICT.createParser(text.text())) {
            try {
                value(parser);
                requireEnd(parser);
            } catch (JsonProcessingException e) {
                throw text.damaged(text.position(character(e, parser)), meaning(e));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void value(JsonParser parser) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
                requireWellFormed(parser);
            }
            depth += token == null ? 0 : token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        } while (depth > 0);
    }

    private void requireEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw text.damaged(
                    text.position((int) parser.currentTokenLocation().getCharOffset()),
                    "goes on after its end, as a file does over which a shorter one was written");
        }
    }

    private void requireWellFormed(JsonParser parser) throws IOException {
        if (!JsonSlices.isWellFormed(parser.getText())) {
            throw text.damaged(text.position((int) parser.currentTokenLocation().getCharOffset()), HALF_A_PAIR);
        }
    }

    private static int character(JsonProcessingException e, JsonParser parser) {
        JsonLocation location = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
        return (int) location.getCharOffset();
    }

    /** In own words: the parser's quote what it stumbled over, and contents do not belong into messages. */
    private static String meaning(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        if (e instanceof JsonEOFException || message.startsWith("Unexpected end-of-input")) {
            return "ends in the middle, as a file does that was not written to its end";
        }
        if (e instanceof StreamConstraintsException) {
            return "is nested deeper than " + JsonSlices.DEPTH_MAX
                    + " levels, or holds a name, number or string beyond all bounds";
        }
        if (message.contains("surrogate")) {
            return HALF_A_PAIR;
        }
        if (message.startsWith("Duplicate")) {
            return "has the same field twice in one object, so that nobody can tell which one is meant";
        }
        if (message.startsWith("Non-standard token")) {
            return "holds NaN or Infinity, which are not JSON";
        }
        return "is not JSON there";
    }
}
