package dev.taskport.domain;

import java.nio.charset.StandardCharsets;

/**
 * A JSON document as text, kept and returned letter for letter: payload, result or attributes of a task, or a record. Its
 * content never appears in {@link #toString()}, because texts travel into logs.
 */
public final class JsonText {

    /** No document is larger than this, in bytes of UTF-8, whatever a store allows. */
    public static final int BYTES_MAX = 8 * 1024 * 1024;

    /** What a store allows for a payload unless it is told otherwise, in bytes of UTF-8. */
    public static final int PAYLOAD_BYTES_DEFAULT = 256 * 1024;

    /** The document that says nothing: an empty object. */
    public static final JsonText EMPTY = new JsonText("{}");

    private final String text;

    private JsonText(String text) {
        this.text = text;
    }

    /**
     * Checks and wraps a document.
     *
     * @throws TaskportException INVALID_REQUEST if the text is not one JSON value (RFC 8259) of well-formed Unicode nested
     *     at most {@value JsonSyntax#DEPTH_MAX} deep; LIMIT_EXCEEDED if it is larger than {@link #BYTES_MAX}
     */
    public static JsonText of(String text) {
        JsonText json = new JsonText(text);
        json.requireAtMost("A JSON document", BYTES_MAX);
        JsonSyntax.check(text);
        return json;
    }

    /** Wraps a document that {@link #of} accepted before, such as one read back from a store. */
    public static JsonText stored(String text) {
        return new JsonText(text);
    }

    public String text() {
        return text;
    }

    /** The size in bytes of UTF-8. */
    public int bytes() {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * Checks the size.
     *
     * @param what begins the message, for example "The payload"
     * @throws TaskportException LIMIT_EXCEEDED if the document is larger than {@code max} bytes
     */
    public void requireAtMost(String what, int max) {
        if (exceeds(max)) {
            throw ErrorCode.LIMIT_EXCEEDED.error(String.format(
                    "%s has %,d bytes, allowed are %,d. Nothing was stored. Keep large content elsewhere and store a reference.",
                    what, bytes(), max));
        }
    }

    /** Whether the document is larger than {@code max} bytes. */
    public boolean exceeds(int max) {
        // A UTF-16 unit takes at most three bytes, so most documents need not be encoded to be measured.
        return text.length() > max / 3 && bytes() > max;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonText json && json.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "JSON of " + text.length() + " characters";
    }
}
