package dev.taskport.heap;

import dev.taskport.domain.Moment;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskSpec;
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

final class HeapTaskTransfer implements TaskTransfer {

    private final HeapStore store;

    HeapTaskTransfer(HeapStore store) {
        this.store = store;
    }

    @Override
    public TransferReader read() {
        return HeapTransferReader.open(store);
    }

    @Override
    public List<TransferAnswer> apply(List<TransferItem> items) {
        RequestChecks.requireItems(items);
        return store.write(() -> {
            Moment moment = store.moment();
            List<TransferAnswer> answers = new ArrayList<>();
            items.forEach(item -> answers.add(apply(item, moment)));
            return List.copyOf(answers);
        });
    }

    private TransferAnswer apply(TransferItem item, Moment moment) {
        TransferAnswer answer = item instanceof TransferItem.TaskItem task
                ? apply(task, moment)
                : item instanceof TransferItem.RecordItem content
                        ? apply(content.content())
                        : apply((TransferItem.Settings) item);
        if (answer == TransferAnswer.APPLIED) {
            store.changed();
        }
        return answer;
    }

    private TransferAnswer apply(TransferItem.TaskItem item, Moment moment) {
        Optional<Task> stored = store.tasks().find(item.task().id());
        if (stored.isPresent() && !stored.get().lineage().equals(item.task().lineage())) {
            return TransferAnswer.ID_CONFLICT;
        }
        if (stored.isPresent() && stored.get().stamp().compareTo(item.task().stamp()) >= 0) {
            return TransferAnswer.NOT_NEWER;
        }
        if (namesTaken(item.task())) {
            return TransferAnswer.KEY_CONFLICT;
        }
        store.tasks().put(item.task(), moment.now());
        store.logs().remove(item.task().id());
        item.log().forEach(line -> store.logs().append(item.task().id(), line));
        return TransferAnswer.APPLIED;
    }

    private boolean namesTaken(Task task) {
        TaskSpec spec = task.spec();
        Stream<TaskId> byKey = Optional.ofNullable(spec.idempotencyKey())
                .flatMap(key -> store.tasks().names().find(spec.workspace(), key))
                .stream();
        Stream<TaskId> byExternalId =
                Optional.ofNullable(spec.externalId())
                        .flatMap(id -> store.tasks().names().find(spec.workspace(), id))
                        .stream();
        return Stream.concat(byKey, byExternalId).anyMatch(holder -> !holder.equals(task.id()));
    }

    private TransferAnswer apply(StoredRecord moved) {
        Optional<StoredRecord> kept = store.records().kept(moved.key());
        if (kept.isPresent() && kept.get().version() >= moved.version()) {
            return TransferAnswer.NOT_NEWER;
        }
        store.records().put(moved);
        return TransferAnswer.APPLIED;
    }

    private TransferAnswer apply(TransferItem.Settings settings) {
        boolean changed = false;
        for (var pause : settings.pauses()) {
            changed |= store.pauses().add(pause);
        }
        for (var lane : settings.virtualTimes()) {
            changed |= store.tasks().lanes().of(lane.lane()).virtualTime() < lane.value();
            store.tasks().advance(lane.lane(), lane.value());
        }
        return changed ? TransferAnswer.APPLIED : TransferAnswer.NOT_NEWER;
    }
}
