package dev.taskport.migration;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Stamp;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskportException;
import dev.taskport.migration.MigrationProgress.Step;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.StoredRecord;
import dev.taskport.port.TransferAnswer;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferItem.Position;
import dev.taskport.port.TransferItem.RecordItem;
import dev.taskport.port.TransferItem.TaskItem;
import dev.taskport.port.TransferReader;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes the source's settings, tasks and records into the target, batch by batch, and notes after each how far it has
 * come. Writing something again has no effect, so an interruption costs at most one batch.
 */
final class Copy {

    private final TransferReader source;
    private final PersistenceBackend target;
    private final BackendAddress targetAddress;
    private final Findings findings;
    private final MigrationJournal journal;
    private final MigrationProgress progress;
    private final String targetLineage;
    private long tasks;

    Copy(
            TransferReader source,
            PersistenceBackend target,
            BackendAddress targetAddress,
            Findings findings,
            MigrationJournal journal,
            MigrationProgress progress) {
        this.source = source;
        this.target = target;
        this.targetAddress = targetAddress;
        this.findings = findings;
        this.journal = journal;
        this.progress = progress;
        this.targetLineage = target.identity().lineage().toString();
    }

    void run(int batch) {
        Optional<Position> position = journal.copied(targetLineage);
        List<TransferItem> items = source.next(position.orElse(null), batch);
        while (!items.isEmpty()) {
            write(items);
            Position end = items.get(items.size() - 1).position();
            journal.copied(target.clock().instant(), targetLineage, end);
            items = source.next(end, batch);
        }
        requireUnchanged();
    }

    private void write(List<TransferItem> items) {
        List<TransferItem> moving =
                items.stream().map(this::moving).flatMap(Optional::stream).toList();
        List<TransferAnswer> answers = moving.isEmpty() ? List.of() : apply(moving);
        for (int i = 0; i < answers.size(); i++) {
            requireTaken(moving.get(i), answers.get(i));
        }
        tasks += items.stream().filter(TaskItem.class::isInstance).count();
        progress.at(Step.COPY, tasks, findings.figures().source());
    }

    private List<TransferAnswer> apply(List<TransferItem> items) {
        try {
            return target.transfer().apply(items);
        } catch (TaskportException e) {
            throw TargetFailure.of(targetAddress, e);
        }
    }

    /** The item as it is to be written; empty if it is not. */
    private Optional<TransferItem> moving(TransferItem item) {
        if (item instanceof TaskItem task) {
            return Optional.of(task).filter(it -> findings.moves(it.task())).map(this::replacing);
        }
        if (item instanceof RecordItem content) {
            return Optional.of(content)
                    .filter(it -> findings.moves(it.content()))
                    .map(this::replacing);
        }
        return Optional.of(item);
    }

    /** Where the target's state is to be replaced, the source's becomes the newer one. */
    private TransferItem replacing(TaskItem item) {
        Task task = item.task();
        Stamp stored = findings.replaced().get(task.id());
        if (stored == null) {
            return item;
        }
        Stamp newer = new Stamp(stored.generation(), stored.version() + 1);
        return new TaskItem(
                item.position(), new Task(task.id(), task.lineage(), task.spec(), task.state(), newer), item.log());
    }

    private TransferItem replacing(RecordItem item) {
        StoredRecord stored = item.content();
        long version = Objects.requireNonNullElse(findings.recordsReplaced().get(stored.key()), stored.version());
        return new RecordItem(
                item.position(),
                new StoredRecord(stored.key(), stored.content(), version, stored.updatedAt(), stored.expiresAt()));
    }

    private void requireTaken(TransferItem item, TransferAnswer answer) {
        if (answer == TransferAnswer.ID_CONFLICT || answer == TransferAnswer.KEY_CONFLICT) {
            String what = item instanceof TaskItem task
                    ? "task " + task.task().id()
                    : item.position().key();
            throw ErrorCode.VERSION_CONFLICT.error(
                    "The target took a task in while it was being written to, and " + what
                            + " now meets " + answer
                            + ". What was copied stays, the source is unchanged. Stop whoever writes to the"
                            + " target and start again.");
        }
    }

    private void requireUnchanged() {
        if (source.changedSince()) {
            throw ErrorCode.VERSION_CONFLICT.error(
                    "The source was changed while it was copied. The target holds it as it was"
                            + " at the beginning, which may be out of date. Stop whoever writes to the source and start again.");
        }
    }
}
