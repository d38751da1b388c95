package dev.taskport.adapter.jsonlegacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What another program changed in a queue file, told apart from what it only wrote down as it had read it some time ago.
 *
 * <p>For each record it is found out from which of the documents that Taskport wrote lately the program had it: what is kept
 * beside the legacy fields says so, and where a program drops that, the document that differs least. Only what differs from
 * that document is a change of the other program; everything else is as it is in the newest document. Whether a record that
 * is missing was removed, or was not there yet when the file was read, is told by the documents that agree most with the
 * rest of the file; if that does not tell, it is not removed.
 */
final class ForeignEdits {

    /** A document that Taskport wrote, and how much of the file is the same in it. */
    private record Written(Map<String, LegacyTaskJson> records, Map<String, String> root, long agreeing) {}

    private final LegacyDocument theirs;
    private final Map<String, String> theirRoot;
    private final List<Written> written = new ArrayList<>();

    private ForeignEdits(List<LegacyDocument> documents, LegacyDocument theirs) {
        this.theirs = theirs;
        this.theirRoot = new LinkedHashMap<>(theirs.rootFields());
        // The note of who is at work is no value of the field.
        String note = JsonSlices.quoted(JsonDocument.OPEN);
        String writer = documents.get(0).rootFields().get(LegacyRoot.UPDATED_BY);
        theirRoot.computeIfPresent(LegacyRoot.UPDATED_BY, (name, value) -> value.equals(note) ? writer : value);
        documents.forEach(document -> written.add(written(document)));
    }

    /**
     * The newest document as it would be had the other program changed that.
     *
     * @param written what Taskport wrote lately, the newest first
     */
    static LegacyDocument onNewest(List<LegacyDocument> written, LegacyDocument theirs) {
        return new ForeignEdits(written, theirs).onNewest();
    }

    /** A record's id, or, where it has none, all its letters. */
    static String name(LegacyTaskJson record) {
        return record.isObject()
                ? LegacyTaskJson.text(record.fields(), "id").orElse("\u0000" + record.source())
                : "\u0000" + record.source();
    }

    private Written written(LegacyDocument document) {
        Map<String, LegacyTaskJson> records = new LinkedHashMap<>();
        document.records().forEach(record -> records.putIfAbsent(name(record), record));
        long same = theirs.records().stream()
                .filter(record -> isSame(record, records.get(name(record))))
                .count();
        long sameRoot = theirRoot.entrySet().stream()
                .filter(field -> same(field.getValue(), document.rootFields().get(field.getKey())))
                .count();
        return new Written(records, document.rootFields(), same + sameRoot);
    }

    private Written newest() {
        return written.get(0);
    }

    private LegacyDocument onNewest() {
        Map<String, String> root = root();
        List<String> order = new ArrayList<>(theirs.fieldOrder());
        root.keySet().stream().filter(name -> !order.contains(name)).forEach(order::add);
        order.removeIf(name -> !name.equals(LegacyDocument.TASKS) && !root.containsKey(name));
        return new LegacyDocument(theirs.file(), theirs.sha256(), theirs.bytes(), order, root, records());
    }

    private Map<String, String> root() {
        Written from = written.stream()
                .max(Comparator.comparingLong(Written::agreeing).thenComparing(each -> -written.indexOf(each)))
                .orElseThrow();
        return merged(newest().root(), from.root(), theirRoot);
    }

    private List<LegacyTaskJson> records() {
        List<LegacyTaskJson> records = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (LegacyTaskJson record : theirs.records()) {
            String name = name(record);
            LegacyTaskJson ours = newest().records().get(name);
            if (!names.add(name) || (ours == null && !goneHere(name, record))) {
                records.add(record);
            } else if (ours != null) {
                records.add(merged(ours, from(name, record), record));
            }
        }
        newest().records().forEach((name, ours) -> {
            if (!names.contains(name) && !removed(name)) {
                records.add(ours);
            }
        });
        return records;
    }

    /** Whether they only wrote down a task that was removed here meanwhile. */
    private boolean goneHere(String name, LegacyTaskJson record) {
        return best(document -> isSame(record, document.records().get(name)))
                >= best(document -> !document.records().containsKey(name));
    }

    /** Whether they removed a task, and not only had read the file before it was there. */
    private boolean removed(String name) {
        return best(document -> document.records().containsKey(name))
                > best(document -> !document.records().containsKey(name));
    }

    private long best(Predicate<Written> which) {
        return written.stream().filter(which).mapToLong(Written::agreeing).max().orElse(-1);
    }

    /** The record as they had read it. */
    private LegacyTaskJson from(String name, LegacyTaskJson record) {
        List<LegacyTaskJson> all = written.stream()
                .flatMap(document -> Optional.ofNullable(document.records().get(name)).stream())
                .toList();
        List<LegacyTaskJson> kept =
                all.stream().filter(each -> same(each.kept(), record.kept())).toList();
        List<LegacyTaskJson> candidates = kept.isEmpty() ? all : kept;
        int nearest = IntStream.range(0, candidates.size())
                .boxed()
                .min(Comparator.comparingInt(i -> differing(candidates.get(i), record)))
                .orElseThrow();
        return candidates.get(nearest);
    }

    private static int differing(LegacyTaskJson one, LegacyTaskJson other) {
        return one.isObject() && other.isObject()
                ? differing(one.fields(), other.fields()).size()
                : Integer.MAX_VALUE;
    }

    private static LegacyTaskJson merged(LegacyTaskJson ours, LegacyTaskJson from, LegacyTaskJson theirs) {
        if (from.equals(ours) || !ours.isObject() || !theirs.isObject()) {
            return theirs;
        }
        Map<String, String> fields = merged(ours.fields(), from.fields(), theirs.fields());
        return new LegacyTaskJson(theirs.index(), theirs.line(), LegacyRecords.object(fields), ours.kept());
    }

    /** Ours, with what they changed since they read it. */
    private static Map<String, String> merged(
            Map<String, String> ours, Map<String, String> from, Map<String, String> theirs) {
        Map<String, String> merged = new LinkedHashMap<>();
        theirs.forEach((name, value) -> {
            String stays = same(from.get(name), value) ? ours.get(name) : value;
            if (stays != null) {
                merged.put(name, stays);
            }
        });
        ours.forEach((name, value) -> {
            if (!theirs.containsKey(name) && !from.containsKey(name)) {
                merged.put(name, value);
            }
        });
        return merged;
    }

    private static boolean isSame(LegacyTaskJson one, @Nullable LegacyTaskJson other) {
        return other != null && same(one.kept(), other.kept()) && same(one.source(), other.source());
    }

    static boolean sameFields(Map<String, String> one, Map<String, String> other) {
        return differing(one, other).isEmpty();
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return KeptFields.sameValue(one, other);
    }

    /** The names of the fields in which two objects differ. */
    static Set<String> differing(Map<String, String> one, Map<String, String> other) {
        Map<String, String> all = new HashMap<>(one);
        all.putAll(other);
        all.keySet().removeIf(name -> same(one.get(name), other.get(name)));
        return all.keySet();
    }
}
