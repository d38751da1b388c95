package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lineage;
import dev.taskport.port.RecordKey;
import dev.taskport.port.StoredRecord;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a queue file holds beside its tasks, as records, so that nothing is lost on the way: {@code LINEAGE/document} says
 * which fields the file has in which order, and {@code LINEAGE/root/FIELD} is a field's value, letter for letter.
 */
final class LegacyRootRecords {

    static final String COLLECTION = "legacy.meridian";
    static final String DOCUMENT = "/document";
    private static final String ROOT = "/root/";

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
        return path.startsWith(prefix) ? Optional.of(decoded(path.substring(prefix.length()))) : Optional.empty();
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

    private static String decoded(String part) {
        return part.equals("%") ? "" : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
