package dev.taskport.migration.verify;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.Task;
import dev.taskport.migration.verify.Discrepancy.Subject;
import dev.taskport.port.Pause;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.RecordKey;
import dev.taskport.port.StoredRecord;
import dev.taskport.port.TransferItem.RecordItem;
import dev.taskport.port.TransferItem.Settings;
import dev.taskport.port.TransferItem.TaskItem;
import dev.taskport.port.TransferReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares two stores, each as it was at one moment: gates, then tasks with their logs by merging the two by id, then
 * records by key. Memory holds a page of each side, and at the end all records of the left: how keys are ordered is not
 * the same in every store, so records cannot be merged as tasks are.
 */
public final class Verify {

    private final ItemStream left;
    private final ItemStream right;
    private final Scope scope;
    private final LongConsumer progress;
    private final TaskContent content;
    private final Tally tally;

    private Verify(TransferReader left, TransferReader right, Scope scope, LongConsumer progress) {
        this.left = new ItemStream(left);
        this.right = new ItemStream(right);
        this.scope = scope;
        this.progress = progress;
        this.content = new TaskContent(left.importTimesBelongToTasks() && right.importTimesBelongToTasks());
        this.tally = new Tally(scope.rightMayHoldMore());
    }

    /** Compares everything in two stores. */
    public static Verification of(PersistenceBackend left, PersistenceBackend right) {
        try (TransferReader leftReader = left.transfer().read();
                TransferReader rightReader = right.transfer().read()) {
            return of(leftReader, rightReader, Scope.EVERYTHING, done -> {});
        }
    }

    /**
     * Compares what two readers show, from their beginnings.
     *
     * @param progress is told how many tasks of the left were compared, now and then
     */
    public static Verification of(TransferReader left, TransferReader right, Scope scope, LongConsumer progress) {
        return new Verify(left, right, scope, progress).compare();
    }

    private Verification compare() {
        pauses();
        tasks();
        records();
        if (!left.ended() || !right.ended()) {
            throw ErrorCode.DAMAGED.error("A store gave its contents in another order than settings, tasks, records."
                    + " The comparison was stopped. Check the store.");
        }
        return tally.verification();
    }

    private void pauses() {
        Set<Pause> before = pauses(left);
        Set<Pause> after = pauses(right);
        before.stream()
                .filter(pause -> !after.contains(pause))
                .forEach(pause -> tally.onlyLeft(subject(pause), digest(pause)));
        after.stream()
                .filter(pause -> !before.contains(pause))
                .forEach(pause -> tally.onlyRight(subject(pause), digest(pause)));
    }

    private static Digest digest(Pause pause) {
        return Digest.of(subject(pause).toString());
    }

    private static Set<Pause> pauses(ItemStream stream) {
        Set<Pause> pauses = new HashSet<>();
        Optional<Settings> settings = stream.peek(Settings.class);
        while (settings.isPresent()) {
            pauses.addAll(settings.get().pauses());
            stream.advance();
            settings = stream.peek(Settings.class);
        }
        return pauses;
    }

    private void tasks() {
        Optional<TaskItem> fromLeft = nextOfLeft();
        Optional<TaskItem> fromRight = right.peek(TaskItem.class);
        while (fromLeft.isPresent() || fromRight.isPresent()) {
            int order = order(fromLeft, fromRight);
            if (order == 0) {
                tasks(fromLeft.orElseThrow(), fromRight.orElseThrow());
            } else if (order < 0) {
                onlyLeft(fromLeft.orElseThrow());
            } else {
                onlyRight(fromRight.orElseThrow());
            }
            if (order <= 0) {
                left.advance();
                fromLeft = nextOfLeft();
            }
            if (order >= 0) {
                right.advance();
                fromRight = right.peek(TaskItem.class);
            }
        }
    }

    /** The next task of the left that counts. */
    private Optional<TaskItem> nextOfLeft() {
        Optional<TaskItem> item = left.peek(TaskItem.class);
        while (item.isPresent() && !scope.tasks().test(item.get().task())) {
            left.advance();
            item = left.peek(TaskItem.class);
        }
        return item;
    }

    private static int order(Optional<TaskItem> fromLeft, Optional<TaskItem> fromRight) {
        if (fromLeft.isEmpty() || fromRight.isEmpty()) {
            return fromLeft.isPresent() ? -1 : 1;
        }
        return fromLeft.get().task().id().compareTo(fromRight.get().task().id());
    }

    private void tasks(TaskItem fromLeft, TaskItem fromRight) {
        Subject subject = subject(fromLeft.task());
        progress.accept(tally.leftTask());
        tally.rightTask();
        tally.both(subject, fields(fromLeft), fields(fromRight));
    }

    private void onlyLeft(TaskItem item) {
        progress.accept(tally.leftTask());
        tally.onlyLeft(
                subject(item.task()), fields(item).digest(subject(item.task()).name()));
    }

    private void onlyRight(TaskItem item) {
        tally.rightTask();
        tally.onlyRight(
                subject(item.task()), fields(item).digest(subject(item.task()).name()));
    }

    private Fields fields(TaskItem item) {
        return content.of(item.task(), item.log());
    }

    private void records() {
        Map<RecordKey, StoredRecord> unmatched = new HashMap<>();
        forEachRecord(left, stored -> {
            if (scope.records().test(stored)) {
                unmatched.put(stored.key(), stored);
                tally.leftRecord();
            }
        });
        forEachRecord(right, stored -> record(unmatched.remove(stored.key()), stored));
        unmatched.values().forEach(stored -> {
            Subject subject = subject(stored.key());
            tally.onlyLeft(subject, fields(stored).digest(subject.name()));
        });
    }

    private void record(@Nullable StoredRecord fromLeft, StoredRecord fromRight) {
        Subject subject = subject(fromRight.key());
        if (fromLeft == null) {
            tally.onlyRight(subject, fields(fromRight).digest(subject.name()));
        } else {
            tally.both(subject, fields(fromLeft), fields(fromRight));
        }
    }

    private static void forEachRecord(ItemStream stream, Consumer<StoredRecord> use) {
        Optional<RecordItem> item = stream.peek(RecordItem.class);
        while (item.isPresent()) {
            use.accept(item.get().content());
            stream.advance();
            item = stream.peek(RecordItem.class);
        }
    }

    /** Version and time of a record say how new it is, not what is in it. */
    private static Fields fields(StoredRecord stored) {
        Fields fields = new Fields();
        fields.putPrivate("content", stored.content().text());
        fields.put("expiresAt", stored.expiresAt());
        return fields;
    }

    private static Subject subject(Task task) {
        ExternalId externalId = task.spec().externalId();
        return new Subject("task", task.id() + (externalId == null ? "" : " (" + externalId + ")"));
    }

    private static Subject subject(RecordKey key) {
        return new Subject("record", key.workspace() + ": " + key.collection() + "/" + key.path());
    }

    private static Subject subject(Pause pause) {
        return new Subject(
                "pause",
                pause.gate() + " of " + (pause.workspace() == null ? "the store" : pause.workspace())
                        + (pause.type() == null ? "" : ", type " + pause.type()));
    }
}
