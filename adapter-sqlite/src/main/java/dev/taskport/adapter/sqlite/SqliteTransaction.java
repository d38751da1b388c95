package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Lane;
import dev.taskport.domain.Lineage;
import dev.taskport.domain.Moment;
import dev.taskport.domain.TaskSpec;
import dev.taskport.domain.TaskStatus;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A write transaction under way, shared by the operations of one group. */
final class SqliteTransaction {

    private final SqliteOptions options;
    private final SqlSession session;
    private final StoreCache cache;
    private final Tally tally = new Tally();
    private final Map<Long, Double> virtualTimes = new HashMap<>();
    private @Nullable TaskChanges arriving;
    private @Nullable LaneRow lastLane;
    private long arrivals;
    private boolean changed;
    private boolean claimable;
    private boolean configured;

    SqliteTransaction(SqliteOptions options, SqlSession session, StoreCache cache) {
        this.options = options;
        this.session = session;
        this.cache = cache;
    }

    SqlSession session() {
        return session;
    }

    StoreCache cache() {
        return cache;
    }

    SqliteOptions options() {
        return options;
    }

    Lineage lineage() {
        return cache.lineage();
    }

    /** Now, in the store's present generation. */
    Moment moment() {
        return new Moment(options.common().clock().instant(), cache.generation());
    }

    /** New tasks of all operations of the group, which are written together. */
    TaskChanges arriving() {
        TaskChanges known = arriving;
        if (known == null) {
            known = new TaskChanges(this, moment());
            arriving = known;
        }
        return known;
    }

    /** For whoever changes tasks that are there: those that arrived before are there too. */
    TaskChanges changes() {
        writeArriving();
        return new TaskChanges(this, moment());
    }

    void writeArriving() {
        TaskChanges written = arriving;
        arriving = null;
        if (written != null) {
            written.write();
        }
    }

    /** The number of a task's lane; most tasks follow one of the same lane. */
    long lane(TaskSpec spec) {
        LaneRow last = lastLane;
        if (last == null || !inLane(spec, last.lane())) {
            Lane lane = spec.lane();
            last = new LaneRow(lane(lane), lane);
            lastLane = last;
        }
        return last.id();
    }

    private static boolean inLane(TaskSpec spec, Lane lane) {
        return spec.type().equals(lane.type())
                && spec.workspace().equals(lane.workspace())
                && spec.requirements().equals(lane.requirements());
    }

    /** The number of a lane; a new lane is given one. */
    long lane(Lane lane) {
        LaneRow known = cache.find(lane);
        if (known != null) {
            return known.id();
        }
        long id = session.lanes()
                .add(
                        lane.workspace().value(),
                        lane.type().value(),
                        lane.requirements().canonical());
        cache.add(new LaneRow(id, lane));
        configured();
        return id;
    }

    double virtualTime(long lane) {
        return virtualTimes.computeIfAbsent(lane, session.lanes()::virtualTime);
    }

    void advance(long lane, double virtualTime) {
        if (virtualTime > virtualTime(lane)) {
            session.lanes().advance(lane, virtualTime);
            virtualTimes.put(lane, virtualTime);
        }
    }

    void count(long lane, TaskStatus status, int change) {
        tally.add(lane, status, change);
    }

    /** Notes tasks that became ready, which is counted beside them. */
    void arrived(int tasks) {
        arrivals += tasks;
    }

    /** Notes a write that a move of the store must not miss. */
    void changed() {
        changed = true;
    }

    /** Notes that a task became claimable other than by the passing of time. */
    void claimable() {
        claimable = true;
    }

    /** Notes a change of what every process caches. */
    void configured() {
        configured = true;
    }

    boolean madeClaimable() {
        return claimable;
    }

    /** By how much the store's count of what became claimable grows. */
    long wakes() {
        return arrivals + (opened() ? 1 : 0);
    }

    /** Whether tasks became claimable that had been ready before. */
    private boolean opened() {
        return claimable && arrivals == 0;
    }

    boolean hasConfigured() {
        return configured;
    }

    /** Writes what is written once for the whole transaction. */
    void finish() {
        boolean told = tally.write(session.statements()) || arrivals > 0;
        boolean untold = changed && !told;
        if (untold || opened() || configured) {
            session.store().touch(untold ? 1 : 0, opened() ? 1 : 0, configured ? 1 : 0);
        }
    }
}
