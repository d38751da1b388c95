package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Task;
import dev.taskport.domain.TaskSpec;
import dev.taskport.port.Pause;
import dev.taskport.port.RequestChecks;
import dev.taskport.port.StoredRecord;
import dev.taskport.port.TaskTransfer;
import dev.taskport.port.TransferAnswer;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

final class SqliteTaskTransfer implements TaskTransfer {

    private final SqliteStore store;

    SqliteTaskTransfer(SqliteStore store) {
        this.store = store;
    }

    @Override
    public TransferReader read() {
        return SqliteTransferReader.open(store);
    }

    @Override
    public List<TransferAnswer> apply(List<TransferItem> items) {
        RequestChecks.requireItems(items);
        return store.write(transaction -> {
            TaskChanges changes = transaction.changes();
            List<TransferItem.TaskItem> logged = new ArrayList<>();
            List<TransferAnswer> answers = new ArrayList<>();
            for (TransferItem item : items) {
                TransferAnswer answer = apply(item, changes, transaction);
                answers.add(answer);
                if (answer == TransferAnswer.APPLIED && item instanceof TransferItem.TaskItem task) {
                    logged.add(task);
                }
            }
            changes.write();
            logged.forEach(item -> writeLog(item, transaction.session().log()));
            return List.copyOf(answers);
        });
    }

    private static TransferAnswer apply(TransferItem item, TaskChanges changes, SqliteTransaction transaction) {
        if (item instanceof TransferItem.TaskItem task) {
            return apply(task.task(), changes);
        }
        TransferAnswer answer = item instanceof TransferItem.RecordItem content
                ? apply(content.content(), transaction)
                : apply((TransferItem.Settings) item, transaction);
        if (answer == TransferAnswer.APPLIED) {
            transaction.changed();
        }
        return answer;
    }

    private static TransferAnswer apply(Task task, TaskChanges changes) {
        Optional<Task> stored = changes.find(task.id());
        if (stored.isPresent() && !stored.get().lineage().equals(task.lineage())) {
            return TransferAnswer.ID_CONFLICT;
        }
        if (stored.isPresent() && stored.get().stamp().compareTo(task.stamp()) >= 0) {
            return TransferAnswer.NOT_NEWER;
        }
        if (namesTaken(task, changes)) {
            return TransferAnswer.KEY_CONFLICT;
        }
        changes.replace(task);
        return TransferAnswer.APPLIED;
    }

    private static boolean namesTaken(Task task, TaskChanges changes) {
        TaskSpec spec = task.spec();
        Stream<Task> byKey =
                Optional.ofNullable(spec.idempotencyKey()).flatMap(key -> changes.find(spec.workspace(), key)).stream();
        Stream<Task> byExternalId =
                Optional.ofNullable(spec.externalId()).flatMap(id -> changes.find(spec.workspace(), id)).stream();
        return Stream.concat(byKey, byExternalId)
                .anyMatch(holder -> !holder.id().equals(task.id()));
    }

    private static void writeLog(TransferItem.TaskItem item, LogSql sql) {
        sql.forget(item.task().id().value(), Long.MAX_VALUE);
        item.log().forEach(line -> SqliteTaskLog.write(sql, item.task().id(), line));
    }

    private static TransferAnswer apply(StoredRecord moved, SqliteTransaction transaction) {
        RecordSql sql = transaction.session().records();
        Optional<StoredRecord> kept = SqliteRecordStore.find(sql, moved.key());
        if (kept.isPresent() && kept.get().version() >= moved.version()) {
            return TransferAnswer.NOT_NEWER;
        }
        SqliteRecordStore.write(sql, moved);
        return TransferAnswer.APPLIED;
    }

    private static TransferAnswer apply(TransferItem.Settings settings, SqliteTransaction transaction) {
        boolean changed = false;
        for (Pause pause : settings.pauses()) {
            changed |= SqliteTaskControl.add(pause, transaction);
        }
        for (TransferItem.VirtualTime lane : settings.virtualTimes()) {
            long number = transaction.lane(lane.lane());
            changed |= transaction.virtualTime(number) < lane.value();
            transaction.advance(number, lane.value());
        }
        return changed ? TransferAnswer.APPLIED : TransferAnswer.NOT_NEWER;
    }
}
