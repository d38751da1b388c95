package dev.taskport.bench.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A queue in one JSON file as programs without a queue keep it: the whole file is written anew, and synced, at every change. */
final class WholeFile {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final List<Map<String, Object>> tasks = new ArrayList<>();
    private int ids;

    WholeFile(Path file) {
        this.file = file;
    }

    /** Adds tasks in one write. */
    void enqueue(List<String> payloads) throws IOException {
        for (String payload : payloads) {
            Map<String, Object> task = new TreeMap<>();
            task.put("id", "task-" + ++ids);
            task.put("type", "mail");
            task.put("payload", payload);
            task.put("priority", "MEDIUM");
            task.put("status", "pending");
            task.put("created_at", Instant.EPOCH.toString());
            tasks.add(task);
        }
        write();
    }

    /** Takes the first and ends it: two changes, two writes. */
    void claimAndEnd() throws IOException {
        Map<String, Object> task = tasks.get(0);
        task.put("status", "in_progress");
        write();
        tasks.remove(0);
        write();
    }

    private void write() throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        MAPPER.writeValue(next.toFile(), Map.of("tasks", tasks));
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** How many tasks the file has, read back from it. */
    int stored() throws IOException {
        return MAPPER.readTree(file.toFile()).get("tasks").size();
    }
}
