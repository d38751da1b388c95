package dev.taskport.adapter.sqlite;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The orders: one index each, over the tasks that are ready. The id follows in every entry, so ties are broken by id. */
interface OrderSql {

    @SqlUpdate("create index if not exists taskport_order_id on taskport_task (lane) where ready = 1")
    void createIdIndex();

    @SqlUpdate("create index if not exists taskport_order_priority on taskport_task (lane, priority) where ready = 1")
    void createPriorityIndex();

    @SqlUpdate("create index if not exists taskport_order_aged on taskport_task (lane, aged) where ready = 1")
    void createAgedIndex();

    @SqlUpdate("create index if not exists taskport_order_ticket on taskport_task (lane, ticket) where ready = 1")
    void createTicketIndex();

    @SqlQuery("select lane, id, priority, created_at, run_after from taskport_task"
            + " where ready = 1 and id > :after order by id limit :limit")
    List<WaitingTask> ready(long after, int limit);

    /** Puts tasks into the orders of their lanes. */
    @SqlBatch(
            transactional = false,
            value = "update taskport_task set ready = 1, aged = :aged, ticket = :ticket where id = :id")
    void promote(List<Long> id, List<@Nullable Long> aged, List<@Nullable Double> ticket);
}
