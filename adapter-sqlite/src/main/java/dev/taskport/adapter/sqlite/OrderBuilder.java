package dev.taskport.adapter.sqlite;

import dev.taskport.domain.SchedulingStrategy;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Builds the orders that are asked for and missing, beside the running work of other processes, before they count as kept. */
final class OrderBuilder {

    private static final int BATCH = 5_000;
    private static final long BEFORE_ALL = -1;

    private final SqlSession session;
    private final SqliteOptions options;
    private final SqliteErrors errors;

    private OrderBuilder(SqlSession session, SqliteOptions options, SqliteErrors errors) {
        this.session = session;
        this.options = options;
        this.errors = errors;
    }

    static void build(SqlSession session, SqliteOptions options, SqliteErrors errors) {
        new OrderBuilder(session, options, errors).build();
    }

    private void build() {
        Set<SchedulingStrategy> missing = EnumSet.noneOf(SchedulingStrategy.class);
        missing.addAll(options.common().strategies());
        List<StoreSql.OrderRow> orders = session.store().orders();
        orders.stream()
                .filter(StoreSql.OrderRow::kept)
                .forEach(order -> missing.remove(SchedulingStrategy.valueOf(order.strategy())));
        if (missing.isEmpty()) {
            return;
        }
        mark(missing, "BUILDING");
        // From here on every process keeps them up for what it writes; what was there before is filled in.
        if (missing.contains(SchedulingStrategy.PRIORITY_AGEING)
                || missing.contains(SchedulingStrategy.WEIGHTED_RANDOM)) {
            fill();
        }
        mark(missing, "KEPT");
    }

    private void mark(Set<SchedulingStrategy> strategies, String state) {
        write(() -> {
            for (SchedulingStrategy strategy : strategies) {
                createIndex(strategy);
                session.store().order(strategy.name(), state);
            }
            session.store().touch(0, 0, 1);
        });
    }

    private void createIndex(SchedulingStrategy strategy) {
        switch (strategy) {
            case FIFO, LIFO -> session.orders().createIdIndex();
            case PRIORITY -> session.orders().createPriorityIndex();
            case PRIORITY_AGEING -> session.orders().createAgedIndex();
            case WEIGHTED_RANDOM -> session.orders().createTicketIndex();
        }
    }

    private void fill() {
        long after = BEFORE_ALL;
        while (after != Long.MAX_VALUE) {
            after = fillSome(after);
        }
    }

    /** Answers the last task looked at; the largest number at the end. */
    private long fillSome(long after) {
        long[] last = {Long.MAX_VALUE};
        write(() -> {
            StoreCache cache = new StoreCache();
            cache.refresh(session);
            List<WaitingTask> ready = session.orders().ready(after, BATCH);
            SqliteTransaction transaction = new SqliteTransaction(options, session, cache);
            Place.promote(ready, transaction);
            last[0] = ready.size() < BATCH
                    ? Long.MAX_VALUE
                    : ready.get(ready.size() - 1).id().value();
        });
        return last[0];
    }

    private void write(Runnable work) {
        try {
            session.write(work);
        } catch (SQLException e) {
            throw errors.of(e);
        }
    }
}
