package dev.taskport.engine;

import dev.taskport.domain.JsonText;

/**
 * Reads payloads and writes results. Safe for use by several threads. What goes wrong is thrown as any exception; its message
 * should not quote the document, because it is kept with the task.
 */
public interface PayloadCodec {

    /** Reads a payload as {@code type}. */
    <P> P decode(JsonText payload, Class<P> type);

    /** Writes a value. */
    JsonText encode(Object value);

    /** The one that needs no library: {@link JsonText} as it is, and {@link String} as a JSON string. */
    static PayloadCodec plain() {
        return PlainCodec.INSTANCE;
    }
}
