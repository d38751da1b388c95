package dev.taskport.engine;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.StoredRecord;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers that live on a store, of all processes, as records that expire unless their worker renews them. It is for
 * looking at; whether a task is really held is decided by its lease alone. Safe for use by several threads.
 */
public final class WorkerRegistry {

    private static final Logger log = LoggerFactory.getLogger(WorkerRegistry.class);
    static final String COLLECTION = "runtime.workers";

    /** How often a worker gives a sign of life. */
    static final Duration BEAT_EVERY = Duration.ofSeconds(5);

    /** A worker without a sign of life for so long is forgotten. */
    public static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(20);

    private static final int PAGE = 1000;

    private final BackendHandle backend;

    public WorkerRegistry(BackendHandle backend) {
        this.backend = backend;
    }

    /** The live workers, by name. */
    public List<WorkerEntry> workers() {
        List<WorkerEntry> workers = new ArrayList<>();
        @Nullable String after = null;
        List<StoredRecord> page;
        do {
            page = backend.records().list(Workspace.DEFAULT, COLLECTION, "", after, PAGE);
            for (StoredRecord found : page) {
                understood(found).ifPresent(workers::add);
                after = found.key().path();
            }
        } while (page.size() == PAGE);
        return workers;
    }

    void beat(WorkerEntry worker) {
        write(new RecordWrite.Put(key(worker.id()), Json.write(document(worker)), null, FORGOTTEN_AFTER));
    }

    void forget(WorkerId worker) {
        write(new RecordWrite.Delete(key(worker), null));
    }

    private void write(RecordWrite write) {
        backend.records().write(List.of(write));
    }

    /** Names of workers may hold slashes, which would make levels of a path. */
    private static RecordKey key(WorkerId worker) {
        return new RecordKey(Workspace.DEFAULT, COLLECTION, worker.value().replace('/', '|'));
    }

    private static Map<String, Object> document(WorkerEntry worker) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", worker.id().value());
        document.put("workspace", worker.workspace().value());
        document.put("types", worker.types().stream().map(TaskType::value).toList());
        document.put("capabilities", worker.capabilities().offers());
        document.put("strategy", worker.strategy().name());
        document.put("concurrency", worker.concurrency());
        document.put("running", worker.running());
        document.put("phase", worker.phase().name());
        document.put("host", worker.host());
        document.put("pid", worker.pid());
        document.put("startedAt", worker.startedAt().toString());
        document.put("seenAt", worker.seenAt().toString());
        return document;
    }

    /** A worker of another version may say what this one does not know; that must not hide the others. */
    private static Optional<WorkerEntry> understood(StoredRecord found) {
        try {
            return Optional.of(read(found));
        } catch (IllegalArgumentException | DateTimeException | TaskportException e) {
            log.debug("The entry of worker {} cannot be read: {}", found.key().path(), e.getMessage());
            return Optional.empty();
        }
    }

    private static WorkerEntry read(StoredRecord found) {
        Map<String, @Nullable Object> document = Json.readObject(found.content());
        TreeSet<TaskType> types = new TreeSet<>();
        texts(document.get("types")).forEach(type -> types.add(new TaskType(type)));
        return new WorkerEntry(
                new WorkerId(text(document, "id")),
                new Workspace(text(document, "workspace")),
                types,
                capabilities(document.get("capabilities")),
                SchedulingStrategy.valueOf(text(document, "strategy")),
                (int) number(document, "concurrency"),
                (int) number(document, "running"),
                WorkerState.Phase.valueOf(text(document, "phase")),
                text(document, "host"),
                number(document, "pid"),
                Instant.parse(text(document, "startedAt")),
                Instant.parse(text(document, "seenAt")));
    }

    private static Capabilities capabilities(@Nullable Object offers) {
        Map<String, List<String>> read = new LinkedHashMap<>();
        if (offers instanceof Map<?, ?> map) {
            map.forEach((key, values) -> read.put(Objects.toString(key), texts(values)));
        }
        return new Capabilities(read);
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> items
                ? items.stream().map(Objects::toString).toList()
                : List.of();
    }

    private static String text(Map<String, @Nullable Object> document, String name) {
        return Objects.toString(document.get(name));
    }

    private static long number(Map<String, @Nullable Object> document, String name) {
        return document.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
