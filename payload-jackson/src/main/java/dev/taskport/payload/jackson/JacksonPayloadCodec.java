package dev.taskport.payload.jackson;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.TaskportException;
import dev.taskport.engine.PayloadCodec;

/**
 * Reads payloads and writes results with Jackson. {@link JsonText} passes as it is. Safe for use by several threads, as long
 * as its mapper is not changed any more.
 *
 * <p>Its errors name the class and the place, never what stood there: Jackson's own messages quote the document.
 */
public final class JacksonPayloadCodec implements PayloadCodec {

    private final ObjectMapper mapper;

    /**
     * With a mapper that skips members which the class does not know: workers of an older version must be able to read what
     * newer producers write. It refuses what stands after the document.
     */
    public JacksonPayloadCodec() {
        this(JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build());
    }

    public JacksonPayloadCodec(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** @throws TaskportException INVALID_REQUEST if the payload is not what the class describes */
    @Override
    public <P> P decode(JsonText payload, Class<P> type) {
        if (type == JsonText.class) {
            return type.cast(payload);
        }
        try {
            return mapper.readValue(payload.text(), type);
        } catch (JsonProcessingException e) {
            throw ErrorCode.INVALID_REQUEST.error("The payload cannot be read as " + type.getName() + place(e)
                    + ". Correct the payload or the class.");
        }
    }

    /** @throws TaskportException INVALID_REQUEST if Jackson cannot write the value */
    @Override
    public JsonText encode(Object value) {
        if (value instanceof JsonText json) {
            return json;
        }
        try {
            return JsonText.of(mapper.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "A value of " + value.getClass().getName() + " cannot be written as JSON ("
                            + e.getClass().getSimpleName() + "). Correct the class.");
        }
    }

    private static String place(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }
}
