package dev.taskport.app.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.taskport.app.config.Keys;
import dev.taskport.app.config.Nearest;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.OnDependencyFailure;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskportException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of a file of tasks. The payload is kept letter for letter.
 *
 * @param dependsOn ids, or externalIds of earlier lines
 */
record TaskLine(TaskDraft draft, List<String> dependsOn, Optional<String> externalId) {

    private static final List<String> FIELDS = List.of(
            "type",
            "payload",
            "priority",
            "delay",
            "runAfter",
            "key",
            "idempotencyKey",
            "maxAttempts",
            "requirements",
            "tags",
            "title",
            "description",
            "dependsOn",
            "onDependencyFailure",
            "externalId",
            "createdBy",
            "held");

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Reads and checks a line.
     *
     * @throws TaskportException INVALID_REQUEST or LIMIT_EXCEEDED that says what is wrong with it
     */
    static TaskLine parse(String text) {
        JsonText.of(text); // the same rules, depth and size as for every document
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw wrong("it is not a JSON object");
            }
            return new Reader(text, parser).read();
        } catch (JsonProcessingException invalid) {
            throw wrong("it is not valid JSON: " + invalid.getOriginalMessage());
        } catch (IOException impossible) {
            throw wrong(String.valueOf(impossible.getMessage()));
        }
    }

    private static TaskportException wrong(String why) {
        return ErrorCode.INVALID_REQUEST.error(why);
    }

    /** Reads field by field; the type must come to be known before a draft can be made, so values wait until the end. */
    private static final class Reader {
        private final String text;
        private final JsonParser parser;
        private final List<java.util.function.Consumer<TaskDraft>> parts = new ArrayList<>();
        private final List<String> dependsOn = new ArrayList<>();
        private @Nullable String type;
        private @Nullable String externalId;
        private @Nullable String unexpected;

        Reader(String text, JsonParser parser) {
            this.text = text;
            this.parser = parser;
        }

        TaskLine read() throws IOException {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                parser.nextToken();
                read(field);
            }
            if (unexpected != null) {
                throw unknown(unexpected);
            }
            if (type == null) {
                throw wrong("it has no \"type\"");
            }
            TaskDraft draft = TaskDraft.of(type);
            parts.forEach(part -> part.accept(draft));
            draft.spec(); // refuses what is illegal only as a whole
            return new TaskLine(draft, List.copyOf(dependsOn), Optional.ofNullable(externalId));
        }

        private void read(String field) throws IOException {
            switch (field) {
                case "type" -> type = string(field);
                case "payload" -> payload(raw());
                case "priority" -> priority(integer(field));
                case "maxAttempts" -> maxAttempts(integer(field));
                case "delay" -> delay(string(field));
                case "runAfter" -> runAt(string(field));
                case "key", "idempotencyKey" -> key(string(field));
                case "requirements" -> requirements();
                case "tags" -> tags(strings(field));
                case "title" -> title(string(field));
                case "description" -> description(string(field));
                case "createdBy" -> createdBy(string(field));
                case "dependsOn" -> dependsOn.addAll(strings(field));
                case "onDependencyFailure" -> onDependencyFailure(string(field));
                case "externalId" -> externalId = new ExternalId(string(field)).value();
                case "held" -> held(field);
                case "lineage", "leaseEpoch", "verbatim" -> throw exported();
                case "id", "workspace" -> {
                    // An export begins with these. What follows says whether this is one.
                    unexpected = unexpected == null ? field : unexpected;
                    parser.skipChildren();
                }
                default -> throw unknown(field);
            }
        }

        private static TaskportException unknown(String field) {
            return wrong("the field \"" + field + "\" is unknown." + Nearest.hint(field, FIELDS));
        }

        private static TaskportException exported() {
            return wrong(
                    "it is a line of an export: it tells what a task was, with its id, its attempts and its end, and what"
                            + " is enqueued is always a new task. Move tasks as they are by \"taskport migrate\", run finished ones"
                            + " again by \"taskport tasks replay\", or make new ones of them by keeping the fields that a new task has"
                            + " (\"taskport enqueue --help\" names them)");
        }

        private void payload(String json) {
            parts.add(draft -> draft.payload(json));
        }

        private void priority(int value) {
            parts.add(draft -> draft.priority(value));
        }

        private void maxAttempts(int value) {
            parts.add(draft -> draft.maxAttempts(value));
        }

        private void delay(String value) {
            parts.add(draft -> draft.delay(Inputs.duration("delay", value)));
        }

        private void runAt(String value) {
            parts.add(draft -> draft.runAt(Inputs.instant("runAfter", value)));
        }

        private void key(String value) {
            parts.add(draft -> draft.key(value));
        }

        private void tags(List<String> values) {
            parts.add(draft -> draft.tags(values));
        }

        private void title(String value) {
            parts.add(draft -> draft.title(value));
        }

        private void description(String value) {
            parts.add(draft -> draft.description(value));
        }

        private void createdBy(String value) {
            parts.add(draft -> draft.createdBy(value));
        }

        private void onDependencyFailure(String value) {
            parts.add(draft -> draft.onDependencyFailure(Keys.constant(OnDependencyFailure.class, value)));
        }

        private void held(String field) throws IOException {
            if (!parser.currentToken().isBoolean()) {
                throw wrong("\"" + field + "\" is not true or false");
            }
            if (parser.getBooleanValue()) {
                parts.add(TaskDraft::held);
            }
        }

        private void requirements() throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw wrong("\"requirements\" is not an object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                strings(key).forEach(value -> parts.add(draft -> draft.require(key, value)));
            }
        }

        /** The text of the value that begins here, letter for letter. */
        private String raw() throws IOException {
            int begin = (int) parser.currentTokenLocation().getCharOffset();
            if (parser.currentToken().isStructStart()) {
                parser.skipChildren();
            } else {
                parser.getText(); // strings are read lazily
            }
            int end = parser.currentToken().isNumeric()
                    ? begin + parser.getTextLength()
                    : (int) parser.currentLocation().getCharOffset();
            return text.substring(begin, end);
        }

        private String string(String field) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw wrong("\"" + field + "\" is not a text");
            }
            return parser.getText();
        }

        private int integer(String field) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                throw wrong("\"" + field + "\" is not a whole number");
            }
            return parser.getIntValue();
        }

        /** A text, or a list of texts. */
        private List<String> strings(String field) throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                return List.of(string(field));
            }
            List<String> all = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                all.add(string(field));
            }
            return all;
        }
    }
}
