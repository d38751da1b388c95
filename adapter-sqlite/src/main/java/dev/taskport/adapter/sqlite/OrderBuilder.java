package dev.taskport.adapter.sqlite;

import dev.taskport.domain.SchedulingStrategy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds the orders that are asked for and missing, beside the running work of other processes, before they count as kept. */
final class OrderBuilder {

    private static final int BATCH = 5_000;

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
                session.store().order(strategy.name(), state);
            }
            session.store().touch(0, 0, 1);
        });
    }

    private void fill() {
        Optional<RequestedOrders.Ready> last = Optional.of(RequestedOrders.Ready.BEFORE_ALL);
        while (last.isPresent()) {
            last = fillSome(last.get());
        }
    }

    /** Answers the last task looked at; empty at the end. */
    private Optional<RequestedOrders.Ready> fillSome(RequestedOrders.Ready after) {
        List<RequestedOrders.Ready> some = new ArrayList<>();
        write(() -> {
            StoreCache cache = new StoreCache();
            cache.refresh(session);
            some.clear();
            some.addAll(new RequestedOrders(new SqliteTransaction(options, session, cache)).fill(after, BATCH));
        });
        return some.size() < BATCH ? Optional.empty() : Optional.of(some.get(some.size() - 1));
    }

    private void write(Runnable work) {
        try {
            session.write(work);
        } catch (SQLException e) {
            throw errors.of(e);
        }
    }
}
