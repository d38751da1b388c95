package dev.taskport.engine;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.TaskType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which handler runs which type. Filled while a pool is built, then only read. */
final class HandlerRegistry {

    /** A handler with everything needed to call it. */
    record Entry<P>(Class<P> payload, TaskHandler<P> handler, HandlerOptions options) {

        @Nullable
        Object call(PayloadCodec codec, JsonText document, TaskContext context) throws Exception {
            return handler.handle(read(codec, document), context);
        }

        private P read(PayloadCodec codec, JsonText document) {
            if (payload == JsonText.class) {
                return payload.cast(document);
            }
            try {
                // A payload of JSON null is no object of any type.
                return Objects.requireNonNull(codec.decode(document, payload), "null payload");
            } catch (Throwable e) { // codecs run foreign code; whatever it throws, the payload cannot be read
                throw new Unreadable(payload, e);
            }
        }
    }

    /** The payload is not what the handler takes. Says no more than the classes, for a codec may quote the payload. */
    static final class Unreadable extends PermanentFailure {
        private static final long serialVersionUID = 1L;

        Unreadable(Class<?> type, Throwable cause) {
            super("The payload cannot be read as " + type.getName() + " ("
                    + cause.getClass().getName() + "). Correct the payload or the handler, then replay the task.");
        }
    }

    private final Map<TaskType, Entry<?>> entries = new LinkedHashMap<>();

    HandlerRegistry() {
        // A probe shows that a live worker picks tasks up; there is nothing to do but to do so.
        entries.put(TaskType.PROBE, new Entry<>(JsonText.class, (payload, context) -> null, HandlerOptions.DEFAULT));
    }

    <P> void add(TaskType type, Entry<P> entry) {
        if (entries.putIfAbsent(type, entry) != null) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "Type " + type + " has a handler already. Nothing was changed. Register one handler per type.");
        }
    }

    Set<TaskType> types() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    Entry<?> of(TaskType type) {
        return Objects.requireNonNull(entries.get(type), () -> "No handler for type " + type);
    }
}
