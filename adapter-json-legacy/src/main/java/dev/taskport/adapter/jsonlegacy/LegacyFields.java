package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.JsonText;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.TaskportException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The fields of one record on their way into a task. What found a place there is taken; the rest becomes the payload, so
 * that a handler sees everything once. For one thread.
 */
final class LegacyFields {

    private static final String NULL = "null";

    private final Map<String, String> raw;
    private final LegacyMapping mapping;
    private final LegacyNotes notes;
    private final Set<String> taken = new HashSet<>();

    LegacyFields(Map<String, String> raw, LegacyMapping mapping, LegacyNotes notes) {
        this.raw = raw;
        this.mapping = mapping;
        this.notes = notes;
    }

    /** Whether the field is there and says something. */
    boolean has(String name) {
        return raw.containsKey(name) && !NULL.equals(raw.get(name));
    }

    void take(String name) {
        taken.add(name);
    }

    /** Hands a text to the draft; a text that the draft refuses stays where it is. */
    void text(String name, TaskDraft draft, BiConsumer<TaskDraft, String> setter) {
        Optional<String> text = LegacyTaskJson.text(raw, name);
        adopt(name, draft, text.map(value -> target -> setter.accept(target, value)));
    }

    /** Hands a list of texts to the draft; a list of anything else stays where it is. */
    void texts(String name, TaskDraft draft, BiConsumer<TaskDraft, List<String>> setter) {
        adopt(name, draft, texts(name).map(value -> target -> setter.accept(target, value)));
    }

    private void adopt(String name, TaskDraft draft, Optional<Consumer<TaskDraft>> setting) {
        if (setting.filter(LegacyFields::accepted).isPresent()) {
            setting.get().accept(draft);
            take(name);
        } else {
            leave(name);
        }
    }

    private static boolean accepted(Consumer<TaskDraft> setting) {
        try {
            TaskDraft trial = TaskDraft.of(TaskType.PROBE);
            setting.accept(trial);
            trial.spec();
            return true;
        } catch (TaskportException e) {
            return false;
        }
    }

    /** Notes what had to be interpreted. */
    void note(LegacyNotes.Kind kind, String example) {
        notes.note(kind, example);
    }

    /** Notes that a field cannot be used, unless it says nothing anyway. */
    void leave(String name) {
        if (has(name)) {
            note(LegacyNotes.Kind.FIELD, name);
        } else {
            take(name);
        }
    }

    /** The field as a list of texts; empty if it is anything else. */
    Optional<List<String>> texts(String name) {
        return list(name)
                .filter(elements -> elements.stream().allMatch(element -> element.startsWith("\"")))
                .map(LegacyFields::told);
    }

    /** The elements of a field that is a list: texts as they are, anything else as JSON; empty if it is no list. */
    Optional<List<String>> elements(String name) {
        return list(name).map(LegacyFields::told);
    }

    private Optional<List<String>> list(String name) {
        return Optional.ofNullable(raw.get(name))
                .filter(value -> value.startsWith("["))
                .map(value -> JsonSlices.elements(value).stream()
                        .map(JsonSlices.Slice::text)
                        .toList());
    }

    private static List<String> told(List<String> elements) {
        return elements.stream()
                .map(element -> element.startsWith("\"") ? JsonSlices.decoded(element) : JsonSlices.compact(element))
                .toList();
    }

    /** The field as a word; empty if it is no text. */
    Optional<String> word(String name) {
        return LegacyTaskJson.text(raw, name);
    }

    /** The field as a number; empty if it is none, or has an exponent beyond all bounds. */
    Optional<BigDecimal> number(String name) {
        return Optional.ofNullable(raw.get(name))
                .filter(value -> value.matches("-?[0-9].*"))
                .flatMap(LegacyFields::parsed);
    }

    private static Optional<BigDecimal> parsed(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The field as it is written, for an example. */
    String shown(String name) {
        return word(name).orElse(raw.getOrDefault(name, "none"));
    }

    /** The instant that a field names; it stays where it is if it names none. */
    Optional<Instant> time(String name) {
        Optional<LegacyMapping.Time> time = LegacyTaskJson.text(raw, name).flatMap(mapping::time);
        if (time.isEmpty()) {
            if (has(name)) {
                note(LegacyNotes.Kind.TIME, name);
            }
            return Optional.empty();
        }
        if (time.get().zoneless()) {
            note(LegacyNotes.Kind.ZONE, mapping.zone().getId());
        }
        take(name);
        return time.map(LegacyMapping.Time::instant);
    }

    /** What found no place, in its order. */
    JsonText payload() {
        List<String> members = new ArrayList<>();
        raw.forEach((name, value) -> {
            if (!taken.contains(name)) {
                members.add(JsonSlices.quoted(name) + ":" + JsonSlices.compact(value));
            }
        });
        return JsonText.of("{" + String.join(",", members) + "}");
    }
}
