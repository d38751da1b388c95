package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Micros;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Writes where tasks wait: among the ready ones of their lane, or apart until their time has come. Tasks of one rank move
 * together.
 */
final class PlaceWriting {

    private static final Comparator<Rank> BY_RANK =
            Comparator.comparingLong(Rank::lane).thenComparingInt(Rank::priority);

    private static final String WAIT = "insert into taskport_waiting (task, lane, run_after) values (?, ?, ?)";
    private static final String STOP_WAITING =
            "delete from taskport_waiting where task in (select value from json_each(?))";

    private final SqliteTransaction transaction;
    private final Statements sql;
    private final ReadyWriting ready;

    PlaceWriting(SqliteTransaction transaction) {
        this.transaction = transaction;
        this.sql = transaction.session().statements();
        this.ready = new ReadyWriting(transaction);
    }

    /**
     * A task with its place.
     *
     * @param claimed whether it was found among the ready ones
     */
    record Placed(TaskId id, Place place, boolean claimed) {

        Placed(TaskId id, Place place) {
            this(id, place, false);
        }
    }

    void write(List<TaskWrite> writes, Instant now) {
        List<Placed> leaving = new ArrayList<>();
        List<Placed> coming = new ArrayList<>();
        for (TaskWrite write : writes) {
            Place before = Place.before(write);
            Place after = Place.after(write);
            if (!Objects.equals(before, after)) {
                if (before != null) {
                    leaving.add(new Placed(write.after().id(), before, write.claimed()));
                }
                if (after != null) {
                    coming.add(new Placed(write.after().id(), after));
                }
            }
        }
        leave(leaving);
        come(coming, now);
    }

    private void leave(List<Placed> leaving) {
        for (Map.Entry<Rank, List<Placed>> each : byRank(leaving).entrySet()) {
            List<Placed> tasks = each.getValue();
            int wereReady = ready.leave(each.getKey(), tasks);
            if (wereReady < tasks.size()) {
                stopWaiting(each.getKey().lane(), tasks, tasks.size() - wereReady);
            }
        }
    }

    private void stopWaiting(long lane, List<Placed> tasks, int expected) {
        int waited = sql.update(STOP_WAITING, to -> to.text(Json.ids(ids(tasks))));
        if (waited != expected) {
            throw new IllegalStateException("Of tasks " + ids(tasks) + " some wait nowhere or twice; check the store");
        }
        transaction.count(lane, TaskStatus.QUEUED, -waited);
    }

    private void come(List<Placed> coming, Instant now) {
        List<Placed> due = new ArrayList<>();
        List<Placed> later = new ArrayList<>();
        coming.forEach(each -> (each.place().runAfter().isAfter(now) ? later : due).add(each));
        byRank(due).forEach(ready::come);
        if (!due.isEmpty()) {
            transaction.claimable();
        }
        wait(later);
    }

    private void wait(List<Placed> later) {
        if (later.isEmpty()) {
            return;
        }
        sql.updateEach(
                WAIT,
                later,
                (to, each) -> to.number(each.id().value())
                        .number(each.place().rank().lane())
                        .instant(each.place().runAfter()));
        later.forEach(each -> transaction.count(each.place().rank().lane(), TaskStatus.QUEUED, 1));
    }

    /** Puts tasks into their ranks whose time has come. */
    void promote(List<WaitingTask> tasks) {
        for (Map.Entry<Rank, List<Placed>> each : byRank(placed(tasks)).entrySet()) {
            stopWaiting(each.getKey().lane(), each.getValue(), each.getValue().size());
            ready.come(each.getKey(), each.getValue());
        }
    }

    /** Puts tasks apart again whose time has not come after all, because the clock was set back. */
    void demote(List<StoredTask> tasks) {
        List<Placed> placed = tasks.stream()
                .map(task -> new Placed(
                        task.task().id(),
                        new Place(
                                new Rank(
                                        task.body().lane(),
                                        task.task().priority().value()),
                                task.task().state().runAfter(),
                                task.task().state().createdAt(),
                                task.state() == null)))
                .toList();
        byRank(placed).forEach(ready::leave);
        wait(placed);
    }

    private static List<Placed> placed(List<WaitingTask> tasks) {
        return tasks.stream()
                .map(task -> new Placed(
                        task.id(),
                        new Place(
                                new Rank(task.lane(), task.priority().value()),
                                task.runAfter(),
                                task.createdAt(),
                                false)))
                .toList();
    }

    private static Map<Rank, List<Placed>> byRank(List<Placed> tasks) {
        Map<Rank, List<Placed>> ranks = new TreeMap<>(BY_RANK);
        tasks.forEach(task -> ranks.computeIfAbsent(task.place().rank(), rank -> new ArrayList<>())
                .add(task));
        return ranks;
    }

    static List<TaskId> ids(List<Placed> tasks) {
        return tasks.stream().map(Placed::id).toList();
    }

    static long micros(Placed task) {
        return Micros.of(task.place().runAfter());
    }
}
