package dev.taskport.adapter.jsonlegacy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A queue file as it really is, before anything is read into it.
 *
 * @param sha256 of the file's bytes, in hexadecimal
 * @param bytes the file's size
 * @param fieldOrder the names of the root object's fields, as they come
 * @param rootFields every root field but {@code tasks}: its value, letter for letter
 * @param records the elements of {@code tasks}, as they come
 */
record LegacyDocument(
        Path file,
        String sha256,
        long bytes,
        List<String> fieldOrder,
        Map<String, String> rootFields,
        List<LegacyTaskJson> records) {

    static final String TASKS = "tasks";

    LegacyDocument {
        fieldOrder = List.copyOf(fieldOrder);
        rootFields = new LinkedHashMap<>(rootFields);
        records = List.copyOf(records);
    }
}
