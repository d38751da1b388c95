package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Ageing;
import dev.taskport.domain.Lane;
import dev.taskport.domain.Lineage;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.port.Pause;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every write needs to know and few change: lanes, pauses, orders, generation. At the beginning of each
 * transaction the engine is asked whether others have written; if so, a counter in the store says whether one of these changed. Used under the write lock only.
 */
final class StoreCache {

    private static final long UNKNOWN = -1;

    private final Map<Lane, LaneRow> lanes = new LinkedHashMap<>();
    private final LeasedTasks leased = new LeasedTasks();
    private long lastLane;
    private Set<Pause> pauses = Set.of();
    private Set<SchedulingStrategy> written = Set.of();
    private Set<SchedulingStrategy> kept = Set.of();
    private Lineage lineage = new Lineage(0);
    private long generation;
    private Ageing ageing = Ageing.DEFAULT;
    private long configuration = UNKNOWN;
    private long dataVersion;
    private boolean changedHere;

    /**
     * Brings it up to date; costs one small question if no other connection has written. Answers whether one has.
     */
    boolean refresh(SqlSession session) {
        long seen = session.statements()
                .first(CareSql.DATA_VERSION, to -> {}, RowReader::number)
                .orElseThrow();
        boolean known = configuration != UNKNOWN;
        boolean others = known && seen != dataVersion;
        if (known && !others && !changedHere) {
            return false;
        }
        changedHere = false;
        dataVersion = seen;
        readConfiguration(session);
        return others;
    }

    private void readConfiguration(SqlSession session) {
        long present = session.statements()
                .first(StoreSql.CONFIGURATION, to -> {}, RowReader::number)
                .orElseThrow();
        if (present == configuration) {
            return;
        }
        session.lanes().lanes(lastLane).forEach(this::add);
        pauses = session.store().pauses();
        orders(session);
        StoreSql.StoreRow store = session.store().store().orElseThrow();
        lineage = new Lineage(store.lineage());
        generation = store.generation();
        ageing = store.ageingStep();
        configuration = present;
    }

    private void orders(SqlSession session) {
        Set<SchedulingStrategy> all = EnumSet.noneOf(SchedulingStrategy.class);
        Set<SchedulingStrategy> complete = EnumSet.noneOf(SchedulingStrategy.class);
        for (StoreSql.OrderRow order : session.store().orders()) {
            SchedulingStrategy strategy = SchedulingStrategy.valueOf(order.strategy());
            all.add(strategy);
            if (order.kept()) {
                complete.add(strategy);
            }
        }
        written = all;
        kept = complete;
    }

    /** Notes that this process has changed some of it. */
    void changedHere() {
        changedHere = true;
    }

    /** Forgets everything: a transaction that may have changed it was rolled back. */
    void forget() {
        lanes.clear();
        lastLane = 0;
        leased.clear();
        configuration = UNKNOWN;
    }

    void add(LaneRow lane) {
        lanes.put(lane.lane(), lane);
        lastLane = Math.max(lastLane, lane.id());
    }

    @Nullable
    LaneRow find(Lane lane) {
        return lanes.get(lane);
    }

    Collection<LaneRow> lanes() {
        return lanes.values();
    }

    LeasedTasks leased() {
        return leased;
    }

    Set<Pause> pauses() {
        return pauses;
    }

    /** The orders that every write keeps up, also those that are not complete yet. */
    boolean writes(SchedulingStrategy strategy) {
        return written.contains(strategy);
    }

    /** The orders that are complete. */
    boolean keeps(SchedulingStrategy strategy) {
        return kept.contains(strategy);
    }

    Ageing ageing() {
        return ageing;
    }

    Lineage lineage() {
        return lineage;
    }

    long generation() {
        return generation;
    }
}
