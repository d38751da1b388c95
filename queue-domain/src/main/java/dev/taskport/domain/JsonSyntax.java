package dev.taskport.domain;

/**
 * Tells whether a text is one JSON value, by the grammar of RFC 8259 and nothing looser. It builds nothing; reading JSON
 * is the business of whoever wants its content.
 */
final class JsonSyntax {

    static final int DEPTH_MAX = 500;

    private final String text;
    private int at;

    private JsonSyntax(String text) {
        this.text = text;
    }

    /**
     * Reads the whole text.
     *
     * @throws TaskportException INVALID_REQUEST with the position of the first fault
     */
    static void check(String text) {
        JsonSyntax syntax = new JsonSyntax(text);
        syntax.value(0);
        syntax.space();
        if (syntax.at < text.length()) {
            throw syntax.fault("has something after its end");
        }
    }

    private void value(int depth) {
        if (depth > DEPTH_MAX) {
            throw fault("is nested deeper than " + DEPTH_MAX);
        }
        space();
        switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void object(int depth) {
        at++;
        space();
        if (skip('}')) {
            return;
        }
        do {
            space();
            string();
            space();
            require(':');
            value(depth + 1);
            space();
        } while (skip(','));
        require('}');
    }

    private void array(int depth) {
        at++;
        space();
        if (skip(']')) {
            return;
        }
        do {
            value(depth + 1);
            space();
        } while (skip(','));
        require(']');
    }

    private void string() {
        require('"');
        while (true) {
            char c = peek();
            if (c == '"') {
                at++;
                return;
            }
            if (c < ' ') {
                throw fault(at < text.length() ? "has a raw control character in a string" : "ends inside a string");
            }
            if (c == '\\') {
                escape();
            } else {
                character(c);
            }
        }
    }

    private void character(char c) {
        at++;
        if (!Character.isSurrogate(c)) {
            return;
        }
        if (!Character.isHighSurrogate(c) || !Character.isLowSurrogate(peek())) {
            at--;
            throw fault("holds half of a surrogate pair");
        }
        at++;
    }

    private void escape() {
        at++;
        char c = peek();
        if (c == 'u') {
            at++;
            for (int i = 0; i < 4; i++) {
                if (Character.digit(peek(), 16) < 0 || peek() > 'f') {
                    throw fault("has a \\u escape without four hexadecimal digits");
                }
                at++;
            }
        } else if ("\"\\/bfnrt".indexOf(c) >= 0 && at < text.length()) {
            at++;
        } else {
            throw fault("has an unknown escape");
        }
    }

    private void number() {
        int start = at;
        skip('-');
        if (!skip('0')) {
            digits();
        }
        if (skip('.')) {
            digits();
        }
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            digits();
        }
        if (at == start) {
            throw fault("has no value");
        }
    }

    private void digits() {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == start) {
            throw fault(at < text.length() ? "has an unexpected character" : "ends too early");
        }
    }

    private void word(String word) {
        if (!text.startsWith(word, at)) {
            throw fault("has an unknown word");
        }
        at += word.length();
    }

    private void space() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** The character at the cursor, or NUL at the end: NUL is legal nowhere in JSON, so it fits no rule. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean skip(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void require(char c) {
        if (!skip(c)) {
            throw fault(
                    at < text.length() ? "has an unexpected character, expected " + c : "ends where " + c + " is due");
        }
    }

    private TaskportException fault(String why) {
        return Texts.invalid("The JSON text", why + " (at character " + at + ")", "Correct the JSON");
    }
}
