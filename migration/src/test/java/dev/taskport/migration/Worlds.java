package dev.taskport.migration;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.Progress;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskEdit;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.LogAppend;
import dev.taskport.port.LogLevel;
import dev.taskport.port.Pause;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.ProgressReport;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Stores with something of everything in them. */
final class Worlds {

    static final Instant NOW = Instant.parse("2026-03-04T05:06:07.891234Z");
    static final Workspace OTHER = new Workspace("other");
    static final WorkerId WORKER = new WorkerId("w1");

    private Worlds() {}

    static TaskId id(int number) {
        return TaskId.of(NOW.toEpochMilli(), 1, number);
    }

    static NewTask task(int number, String type) {
        return TaskDraft.of(type).payload("{\"n\": " + number + "}").as(id(number));
    }

    /** Tasks in every status, with logs, failures, keys, dependencies, epochs; records; closed gates. */
    static void fill(PersistenceBackend store) {
        store.intake()
                .enqueue(List.of(
                        task(0, "plain"),
                        TaskDraft.of("full")
                                .payload("{\"a\" : [1, 2.50]}")
                                .priority(3)
                                .require("region", "eu")
                                .tags("x", "y")
                                .title("Title ✅")
                                .description("two\nlines")
                                .key("key-1")
                                .createdBy("ada")
                                .delay(Duration.ofHours(1))
                                .dependsOn(id(0))
                                .as(id(1)),
                        task(2, "run"),
                        task(3, "run"),
                        task(4, "run"),
                        task(5, "run"),
                        TaskDraft.of("wait").held().as(id(6)),
                        TaskDraft.of("elsewhere").workspace(OTHER).as(id(7))));
        store.control().edit(Workspace.DEFAULT, TaskEdit.of(id(6), 0).title("edited"));
        store.control().cancel(Workspace.DEFAULT, List.of(id(5)));
        List<ClaimedTask> claimed = store.leasing().claim(claim("run"));
        store.leasing().progress(List.of(new ProgressReport(claimed.get(0).lease(), new Progress(40, "half"))));
        store.log()
                .append(List.of(
                        new LogAppend(claimed.get(0).lease(), LogLevel.INFO, "one"),
                        new LogAppend(claimed.get(0).lease(), LogLevel.WARN, "two")));
        store.leasing()
                .settle(List.of(
                        new Settlement(claimed.get(0).lease(), new Outcome.Complete(JsonText.of("{\"ok\":true}"))),
                        new Settlement(claimed.get(1).lease(), new Outcome.Retry("it broke", Duration.ofMinutes(1))),
                        new Settlement(claimed.get(2).lease(), new Outcome.Bury("hopeless"))));
        store.records()
                .write(List.of(
                        put(Workspace.DEFAULT, "notes", "a/b", "{\"x\" : 1}"),
                        put(Workspace.DEFAULT, "notes", "a/c", "[]"),
                        put(OTHER, "notes", "a/b", "7"),
                        put(Workspace.DEFAULT, "runtime.elections", "janitor", "{}")));
        store.control().pause(Pause.workspace(Pause.Gate.INTAKE, OTHER));
    }

    static RecordWrite put(Workspace workspace, String collection, String path, String json) {
        return new RecordWrite.Put(new RecordKey(workspace, collection, path), JsonText.of(json), null, null);
    }

    static ClaimRequest claim(String type) {
        return new ClaimRequest(
                WORKER,
                Workspace.DEFAULT,
                Set.of(new TaskType(type)),
                Capabilities.NONE,
                SchedulingStrategy.FIFO,
                10,
                Duration.ofSeconds(25));
    }

    static List<TransferItem> contents(PersistenceBackend store) {
        List<TransferItem> all = new ArrayList<>();
        try (TransferReader reader = store.transfer().read()) {
            Items.forEach(reader, TransferItem.class, all::add);
        }
        return all;
    }

    static List<Task> tasks(PersistenceBackend store) {
        return contents(store).stream()
                .filter(TransferItem.TaskItem.class::isInstance)
                .map(item -> ((TransferItem.TaskItem) item).task())
                .toList();
    }
}
