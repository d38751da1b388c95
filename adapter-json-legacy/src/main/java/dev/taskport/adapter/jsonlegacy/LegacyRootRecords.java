package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lineage;
import dev.taskport.heap.HeapContent;
import dev.taskport.port.RecordKey;
import dev.taskport.port.StoredRecord;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a queue file holds beside its tasks, as records, so that nothing is lost on the way: {@code LINEAGE/document} says
 * which fields the file has in which order, and {@code LINEAGE/root/FIELD} is a field's value, letter for letter.
 */
final class LegacyRootRecords {

    static final String COLLECTION = "legacy.meridian";
    static final String DOCUMENT = "/document";
    private static final String ROOT = "/root/";
    private static final Pattern PATH = Pattern.compile("[0-9a-f]{16}" + ROOT + ".*", Pattern.DOTALL);
    private static final int PREFIX_LENGTH = 16 + ROOT.length();

    /** A file that Taskport does not write has each record in its first version. */
    private static final long VERSION = 1;

    private LegacyRootRecords() {}

    static boolean isOne(StoredRecord kept) {
        return kept.key().workspace().equals(LegacyTasks.WORKSPACE)
                && kept.key().collection().equals(COLLECTION);
    }

    static List<StoredRecord> of(LegacyDocument document, Lineage lineage, Instant readAt) {
        List<StoredRecord> records = new ArrayList<>();
        records.add(stored(lineage + DOCUMENT, described(document), readAt));
        document.rootFields()
                .forEach((name, value) -> records.add(stored(lineage + ROOT + encoded(name), value, readAt)));
        return records;
    }

    static RecordKey key(Lineage lineage, String field) {
        return key(lineage + ROOT + encoded(field));
    }

    private static RecordKey key(String path) {
        return new RecordKey(LegacyTasks.WORKSPACE, COLLECTION, path);
    }

    private static StoredRecord stored(String path, String json, Instant at) {
        return new StoredRecord(key(path), JsonText.of(json), VERSION, at, null);
    }

    private static String described(LegacyDocument document) {
        return document.fieldOrder().stream()
                .map(JsonSlices::quoted)
                .collect(Collectors.joining(
                        ",",
                        "{\"fields\":[",
                        "],\"sha256\":\"" + document.sha256() + "\",\"tasks\":"
                                + document.records().size() + "}"));
    }

    /** The root field whose value lies under the path, if that belongs to the lineage. */
    static Optional<String> field(Lineage lineage, String path) {
        String prefix = lineage + ROOT;
        return path.startsWith(prefix) ? decoded(path.substring(prefix.length())) : Optional.empty();
    }

    /** Whether a value could stand in a queue file under this name, so that the file can be read again. */
    static boolean isFit(String name, JsonText value) {
        return name.length() <= JsonSlices.NAME_LENGTH_MAX
                && JsonSlices.isStrict(value.text())
                && !LegacyReader.isSecondList(name, value.text());
    }

    /** Records that were put among those of queue files and cannot stand in one, for people. */
    static List<String> unfit(HeapContent content) {
        return content.records().stream()
                .filter(LegacyRootRecords::isOne)
                .filter(kept -> PATH.matcher(kept.key().path()).matches())
                .filter(kept -> decoded(kept.key().path().substring(PREFIX_LENGTH))
                        .filter(name -> isFit(name, kept.content()))
                        .isEmpty())
                .map(kept -> "the record " + COLLECTION + " " + kept.key().path()
                        + " cannot stand in a queue file, so that it is only kept beside it. Delete or correct it with"
                        + " taskport records.")
                .toList();
    }

    /** A field's name as part of a path: what has a meaning there, or must not be there, as in an address of the web. */
    static String encoded(String name) {
        StringBuilder encoded = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (c == '/' || c == '%' || Character.isISOControl(c)) {
                String letter = Character.toString(c);
                for (byte b : letter.getBytes(StandardCharsets.UTF_8)) {
                    encoded.append(String.format("%%%02X", b));
                }
            } else {
                encoded.appendCodePoint(c);
            }
        });
        return encoded.isEmpty() ? "%" : encoded.toString();
    }

    /** Empty if the part was not made by {@link #encoded}. */
    private static Optional<String> decoded(String part) {
        try {
            return Optional.of(
                    part.equals("%") ? "" : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
