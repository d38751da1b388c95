package dev.taskport.engine;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.TaskportException;

/** Knows {@link JsonText} and {@link String}, and says what to use for the rest. */
final class PlainCodec implements PayloadCodec {

    static final PlainCodec INSTANCE = new PlainCodec();

    private PlainCodec() {}

    @Override
    public <P> P decode(JsonText payload, Class<P> type) {
        if (type == JsonText.class) {
            return type.cast(payload);
        }
        if (type == String.class && Json.read(payload) instanceof String text) {
            return type.cast(text);
        }
        if (type == String.class) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "The payload is no JSON string. Register the handler for JsonText to get the document itself.");
        }
        throw unsupported("read payloads as", type);
    }

    @Override
    public JsonText encode(Object value) {
        if (value instanceof JsonText json) {
            return json;
        }
        if (value instanceof String text) {
            return Json.write(text);
        }
        throw unsupported("write results of", value.getClass());
    }

    private static TaskportException unsupported(String what, Class<?> type) {
        return ErrorCode.UNSUPPORTED.error(
                "The plain codec cannot " + what + " " + type.getName()
                        + ". Use JsonText or String, or give the worker pool another codec, such as the one of payload-jackson.");
    }
}
