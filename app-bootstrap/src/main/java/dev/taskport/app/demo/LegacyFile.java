package dev.taskport.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A file of the old program, as that program would read it: compared value for value, with nothing of Taskport's own help. */
record LegacyFile(JsonNode root) {

    private static final String TASKS = "tasks";

    static LegacyFile read(Path file) throws IOException {
        return new LegacyFile(new ObjectMapper().readTree(Files.readAllBytes(file)));
    }

    /** The names of the fields that differ, of each task that differs; the order of the tasks counts. */
    Map<String, Set<String>> differingTasks(LegacyFile other) {
        Map<String, Set<String>> differing = new TreeMap<>();
        JsonNode ours = root.path(TASKS);
        JsonNode theirs = other.root.path(TASKS);
        for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
            JsonNode left = ours.path(i);
            JsonNode right = theirs.path(i);
            Set<String> fields = differing(left, right);
            if (!fields.isEmpty()) {
                differing.put(left.path("id").asText(right.path("id").asText()), fields);
            }
        }
        return differing;
    }

    /** The names of the fields of the root that differ, without the tasks. */
    Set<String> differingRootFields(LegacyFile other) {
        Set<String> fields = differing(root, other.root);
        fields.remove(TASKS);
        return fields;
    }

    private static Set<String> differing(JsonNode left, JsonNode right) {
        Set<String> names = new TreeSet<>();
        for (JsonNode side : List.of(left, right)) {
            for (Iterator<String> fields = side.fieldNames(); fields.hasNext(); ) {
                names.add(fields.next());
            }
        }
        names.removeIf(name -> left.path(name).equals(right.path(name)));
        return names;
    }
}
