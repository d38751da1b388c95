package dev.taskport.adapter.jsonlegacy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendCare.Check;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.PersistenceBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A queue file that is worked on, and the old program that meddles with it. */
record WorkedFile(Path file) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A queue of waiting tasks with these names. */
    static WorkedFile of(Path folder, String... names) {
        QueueFile queue = QueueFile.of();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String name : names) {
            queue.add(QueueFile.task(name, "pending_assignment", ",\"estimated_tokens\": 1000"));
        }
        return new WorkedFile(queue.rest("\"task_counts\": {\"total\": 3}, \"metadata\": {\"total_tasks\": 3},"
                        + " \"last_updated\": \"2025-03-22T16:23:55Z\", \"updated_by\": \"night shift\"")
                .in(folder));
    }

    PersistenceBackend open(String... values) {
        return open(new TestWorld(), values);
    }

    PersistenceBackend open(JsonWorld world, String... values) {
        Map<String, String> own = new TreeMap<>();
        for (int i = 0; i < values.length; i += 2) {
            own.put(values[i], values[i + 1]);
        }
        BackendAddress address = new BackendAddress("json", file.toString(), own);
        BackendOptions options = BackendOptions.defaults().clock(() -> QueueFile.NOW);
        return JsonOpening.open(
                address.location(), options, JsonLegacyOptions.of(address, options), OpenMode.CREATE, world);
    }

    Path beside(String name) {
        return file.resolveSibling(file.getFileName() + ".taskport").resolve(name);
    }

    /** The names of the files in the folder that begin so. */
    List<String> besides(String prefix) {
        try (Stream<Path> files = Files.list(beside(""))) {
            return files.map(each -> String.valueOf(each.getFileName()))
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What would be found if the process were killed now. */
    WorkedFile image(Path to) {
        try {
            Path copy = Files.createDirectories(to).resolve(file.getFileName());
            if (Files.exists(file)) {
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            WorkedFile image = new WorkedFile(copy);
            Files.createDirectories(image.beside(""));
            for (String name : besides("")) {
                Files.copy(beside(name), image.beside(name), StandardCopyOption.REPLACE_EXISTING);
            }
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Task task(PersistenceBackend backend, String name) {
        return backend.inspection()
                .find(Workspace.DEFAULT, new ExternalId(name))
                .orElseThrow(() -> new AssertionError("There is no task " + name));
    }

    static ClaimedTask claim(PersistenceBackend backend, String type) {
        List<ClaimedTask> claimed = backend.leasing()
                .claim(new ClaimRequest(
                        new WorkerId("w"),
                        Workspace.DEFAULT,
                        Set.of(new TaskType(type)),
                        Capabilities.NONE,
                        SchedulingStrategy.FIFO,
                        1,
                        Duration.ofSeconds(25)));
        return claimed.get(0);
    }

    static ClaimedTask claim(PersistenceBackend backend) {
        return claim(backend, "render-image");
    }

    static SettleAnswer complete(PersistenceBackend backend, ClaimedTask claimed) {
        return backend.leasing()
                .settle(List.of(new Settlement(claimed.lease(), new Outcome.Complete(null))))
                .get(0);
    }

    static SettleAnswer completeNext(PersistenceBackend backend) {
        return complete(backend, claim(backend));
    }

    static List<String> notes(PersistenceBackend backend) {
        return backend.care().check().stream()
                .filter(check -> check.name().startsWith("note"))
                .map(Check::detail)
                .toList();
    }

    /** What the old program has in memory when it has read the file. */
    ObjectNode read() {
        try {
            return (ObjectNode) JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The old program writes all that it has in memory, in place. */
    void write(ObjectNode root) {
        try {
            Files.write(file, bytes(root));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(ObjectNode root) throws IOException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    /** The old program reads all, changes something and writes all. */
    void change(Consumer<ObjectNode> change) {
        ObjectNode root = read();
        change.accept(root);
        write(root);
    }

    static ObjectNode record(ObjectNode root, String id) {
        for (var task : root.path("tasks")) {
            if (task.path("id").asText().equals(id)) {
                return (ObjectNode) task;
            }
        }
        throw new AssertionError("There is no record " + id);
    }

    ObjectNode record(String id) {
        return record(read(), id);
    }

    static ArrayNode tasks(ObjectNode root) {
        return (ArrayNode) root.path("tasks");
    }
}
