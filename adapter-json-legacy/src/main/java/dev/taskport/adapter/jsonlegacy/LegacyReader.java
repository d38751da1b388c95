package dev.taskport.adapter.jsonlegacy;

import dev.taskport.adapter.jsonlegacy.JsonSlices.Slice;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads a queue file: bytes within a bound, then text, then JSON, then the structure that a queue file has. */
final class LegacyReader {

    /** Fields that tell a record of this queue from another program's. */
    private static final Set<String> TELLING = Set.of("capability_required", "status", "title");

    private final LegacyText text;

    private LegacyReader(LegacyText text) {
        this.text = text;
    }

    /**
     * Takes a file in.
     *
     * @throws TaskportException LIMIT_EXCEEDED if it is too large; DAMAGED if it is no sound JSON; UNSUPPORTED if it is
     *     another kind of file, with what was seen; UNAVAILABLE if it cannot be read
     */
    static LegacyDocument read(Path file, long bytesMax) {
        return read(LegacyText.read(file, bytesMax));
    }

    /** The same for a text that was taken in already. */
    static LegacyDocument read(LegacyText text) {
        LegacySyntax.check(text);
        return new LegacyReader(text).document();
    }

    private LegacyDocument document() {
        if (!text.text().stripLeading().startsWith("{")) {
            throw unknown(described(new Slice(text.text().strip(), 1)));
        }
        Map<String, Slice> root = JsonSlices.fields(text.text());
        Slice tasks = root.get(LegacyDocument.TASKS);
        if (tasks == null || !tasks.text().startsWith("[")) {
            throw unknown("an object with the fields " + shown(root.keySet()) + " and no array tasks");
        }
        List<LegacyTaskJson> records = records(tasks);
        requireTelling(records);
        requireNoSecondList(root);
        return new LegacyDocument(
                text.file(), text.sha256(), text.bytes(), List.copyOf(root.keySet()), rest(root), records);
    }

    private static List<LegacyTaskJson> records(Slice tasks) {
        List<LegacyTaskJson> records = new ArrayList<>();
        for (Slice element : JsonSlices.elements(tasks.text())) {
            records.add(LegacyTaskJson.of(records.size(), tasks.line() + element.line() - 1, element.text()));
        }
        return records;
    }

    private static Map<String, String> rest(Map<String, Slice> root) {
        Map<String, String> rest = new LinkedHashMap<>();
        root.forEach((name, value) -> {
            if (!name.equals(LegacyDocument.TASKS)) {
                rest.put(name, value.text());
            }
        });
        return rest;
    }

    private void requireTelling(List<LegacyTaskJson> records) {
        List<LegacyTaskJson> objects =
                records.stream().filter(LegacyTaskJson::isObject).toList();
        boolean told = objects.stream()
                .anyMatch(record -> record.fields().keySet().stream()
                                .filter(TELLING::contains)
                                .count()
                        > 1);
        if (!records.isEmpty() && !told) {
            throw unknown("an object whose array tasks holds " + records.size() + " elements"
                    + (objects.isEmpty()
                            ? ""
                            : " with the fields "
                                    + shown(objects.get(0).fields().keySet())));
        }
    }

    /** Other programs keep open, done and failed tasks in arrays of their own; reading only one of them would lose the rest. */
    private void requireNoSecondList(Map<String, Slice> root) {
        root.forEach((name, value) -> {
            if (isSecondList(name, value.text())) {
                throw unknown("an object with a second list of records, \"" + name + "\", beside tasks");
            }
        });
    }

    /** Whether a root field is a list of records beside the tasks. */
    static boolean isSecondList(String name, String value) {
        return value.startsWith("[")
                && !name.equals(LegacyDocument.TASKS)
                && JsonSlices.elements(value).stream()
                        .anyMatch(element -> element.text().startsWith("{"));
    }

    private static String described(Slice root) {
        if (!root.text().startsWith("[")) {
            return "a single value";
        }
        List<Slice> elements = JsonSlices.elements(root.text());
        Set<String> names = new TreeSet<>();
        elements.stream()
                .filter(element -> element.text().startsWith("{"))
                .limit(100)
                .forEach(element ->
                        names.addAll(JsonSlices.fields(element.text()).keySet()));
        return "a bare array of " + elements.size() + " elements"
                + (names.isEmpty() ? "" : " with the fields " + shown(names));
    }

    private static String shown(Set<String> names) {
        List<String> some = names.stream().limit(12).toList();
        return String.join(", ", some)
                + (names.size() > some.size() ? " and " + (names.size() - some.size()) + " more" : "");
    }

    private TaskportException unknown(String seen) {
        return ErrorCode.UNSUPPORTED.error(
                text.file() + " holds " + seen + ". Known is the Meridian queue: an object with an array"
                        + " tasks of objects that have an id, a title, a status and a capability_required. Nothing was taken from it"
                        + " and it was not changed. Convert it to that shape, or enqueue its tasks with taskport enqueue --from.");
    }
}
