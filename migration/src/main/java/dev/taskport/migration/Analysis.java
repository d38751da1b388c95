package dev.taskport.migration;

import dev.taskport.domain.Dependency;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.Stamp;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskState;
import dev.taskport.domain.TaskStatus;
import dev.taskport.migration.MigrationProgress.Step;
import dev.taskport.port.ForeignReader;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.RecordKey;
import dev.taskport.port.StoredRecord;
import dev.taskport.port.TaskInspection;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every task and record of the source beside what the target has, and decides what is to be done with each. Pure:
 * it changes nothing. For one thread, and one look.
 */
final class Analysis {

    private final MigrationPlan plan;
    private final TransferReader source;
    private final @Nullable PersistenceBackend target;
    private final MigrationProgress progress;

    private final Map<TaskStatus, Long> byStatus = new EnumMap<>(TaskStatus.class);
    private final List<Conflict> conflicts = new ArrayList<>();
    private final Set<TaskId> leftAlone = new HashSet<>();
    private final Set<RecordKey> recordsLeftAlone = new HashSet<>();
    private final Map<TaskId, Stamp> replaced = new HashMap<>();
    private final Map<RecordKey, Long> recordsReplaced = new HashMap<>();
    private final Set<TaskId> absent = new HashSet<>();
    private final Set<TaskId> waitedFor = new HashSet<>();
    private final Fingerprint fingerprint = new Fingerprint();
    private long tasks;
    private long migrate;
    private long present;
    private long ahead;
    private long leftBehind;
    private long kept;
    private long records;

    private Analysis(
            MigrationPlan plan,
            TransferReader source,
            @Nullable PersistenceBackend target,
            MigrationProgress progress) {
        this.plan = plan;
        this.source = source;
        this.target = target;
        this.progress = progress;
    }

    /**
     * Looks.
     *
     * @param target null if there is none yet
     */
    static Findings of(
            MigrationPlan plan,
            TransferReader source,
            @Nullable PersistenceBackend target,
            MigrationProgress progress) {
        Analysis analysis = new Analysis(plan, source, target, progress);
        if (plan.activeOnly()) {
            Items.forEach(source, TransferItem.TaskItem.class, item -> analysis.noteWhatItWaitsFor(item.task()));
        }
        Items.forEach(source, TransferItem.TaskItem.class, item -> analysis.look(item.task()));
        Items.forEach(source, TransferItem.RecordItem.class, item -> analysis.look(item.content()));
        return analysis.findings();
    }

    private void noteWhatItWaitsFor(Task task) {
        if (!task.status().finished()) {
            task.state().dependencies().stream()
                    .filter(dependency -> !dependency.satisfied())
                    .map(Dependency::on)
                    .forEach(waitedFor::add);
        }
    }

    private void look(Task task) {
        fingerprint.add(task);
        noteWhatItWaitsFor(task);
        byStatus.merge(task.status(), 1L, Long::sum);
        progress.at(Step.PREFLIGHT, ++tasks, 0);
        if (plan.activeOnly() && task.status().finished() && !waitedFor.contains(task.id())) {
            leftBehind++;
            leftAlone.add(task.id());
            return;
        }
        Optional<Task> stored = inTarget(task);
        if (stored.isPresent()) {
            compare(task, stored.get());
        } else {
            Optional<TaskId> holder = holderOfItsName(task);
            holder.ifPresentOrElse(id -> conflict(task, Conflict.name(named(task), id.toString())), () -> migrate++);
        }
    }

    private Optional<Task> inTarget(Task task) {
        return target == null ? Optional.empty() : target.inspection().find(task.workspace(), task.id());
    }

    private Optional<TaskId> holderOfItsName(Task task) {
        if (target == null) {
            return Optional.empty();
        }
        TaskInspection inspection = target.inspection();
        ExternalId externalId = task.spec().externalId();
        IdempotencyKey key = task.spec().idempotencyKey();
        return Stream.concat(
                        Stream.ofNullable(externalId).flatMap(id -> inspection.find(task.workspace(), id).stream()),
                        Stream.ofNullable(key).flatMap(id -> inspection.find(task.workspace(), id).stream()))
                .map(Task::id)
                .findFirst();
    }

    private void compare(Task task, Task stored) {
        if (!stored.lineage().equals(task.lineage())) {
            conflict(task, Conflict.origin(named(task)));
        } else if (sameContent(task, stored)) {
            present++;
        } else if (stored.stamp().compareTo(task.stamp()) > 0) {
            ahead++;
            leftAlone.add(task.id());
        } else if (stored.stamp().compareTo(task.stamp()) < 0) {
            migrate++;
        } else {
            replaced.put(task.id(), stored.stamp());
            conflict(task, Conflict.content(named(task)));
        }
    }

    /**
     * A task that came from a file carries the time of that import; reading the file again gives another one, on whichever
     * side it is. Where that time matters, the verification tells a difference.
     */
    private boolean sameContent(Task task, Task stored) {
        boolean bothImported =
                task.state().importedAt() != null && stored.state().importedAt() != null;
        TaskState state = bothImported || source instanceof ForeignReader
                ? task.state().toBuilder()
                        .importedAt(stored.state().importedAt())
                        .build()
                : task.state();
        return task.spec().equals(stored.spec()) && state.equals(stored.state());
    }

    private void conflict(Task task, Conflict conflict) {
        conflicts.add(conflict);
        if (plan.onConflict() == OnConflict.REPLACE && conflict.replaceable()) {
            migrate++;
        } else {
            kept++;
            leftAlone.add(task.id());
            if (!conflict.replaceable()) {
                absent.add(task.id());
            }
        }
    }

    private void look(StoredRecord stored) {
        fingerprint.add(stored);
        Optional<StoredRecord> other =
                target == null ? Optional.empty() : target.records().get(stored.key());
        if (other.isEmpty() || other.get().version() < stored.version()) {
            records++;
        } else if (!other.get().content().equals(stored.content())) {
            differs(stored, other.get());
        }
    }

    private void differs(StoredRecord stored, StoredRecord other) {
        boolean conflict = other.version() == stored.version();
        if (conflict) {
            conflicts.add(Conflict.content(
                    "record " + stored.key().collection() + "/" + stored.key().path()));
        }
        if (conflict && plan.onConflict() == OnConflict.REPLACE) {
            records++;
            recordsReplaced.put(stored.key(), other.version() + 1);
        } else {
            recordsLeftAlone.add(stored.key());
        }
    }

    private static String named(Task task) {
        ExternalId externalId = task.spec().externalId();
        return "task " + task.id() + (externalId == null ? "" : " (" + externalId + ")");
    }

    private Findings findings() {
        absent.retainAll(waitedFor);
        long rejected =
                source instanceof ForeignReader foreign ? foreign.rejects().size() : 0;
        Figures figures =
                new Figures(tasks + rejected, migrate, present, ahead, leftBehind, kept, rejected, records, byStatus);
        return new Findings(
                figures,
                fingerprint.text(),
                conflicts,
                absent,
                leftAlone,
                recordsLeftAlone,
                plan.onConflict() == OnConflict.REPLACE ? replaced : Map.of(),
                recordsReplaced);
    }
}
