package dev.taskport.adapter.sqlite;

import dev.taskport.adapter.sqlite.PlaceWriting.Placed;
import dev.taskport.domain.Priority;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.WeightedRace;
import java.time.Instant;
import java.util.List;

/** Writes the places of ready tasks in the orders that a store keeps on request, each of which is a table of its own. */
final class RequestedOrders {

    private static final String JOIN_AGED = "insert into taskport_aged (lane, aged, id, priority) values (?, ?, ?, ?)";
    private static final String LEAVE_AGED = "delete from taskport_aged where id in (select value from json_each(?))";
    private static final String JOIN_RACE =
            "insert into taskport_race (lane, ticket, id, priority) values (?, ?, ?, ?)";
    private static final String LEAVE_RACE = "delete from taskport_race where id in (select value from json_each(?))";

    private static final String READY = """
            select r.lane, r.priority, r.id, t.created_at
            from taskport_ready r cross join taskport_task t on t.id = r.id
            where (r.lane, r.priority, r.id) > (?, ?, ?) and r.tasks is null
            order by r.lane, r.priority, r.id limit ?
            """;
    private static final String IS_AGED = "select 1 from taskport_aged where id = ?";
    private static final String IS_IN_RACE = "select 1 from taskport_race where id = ?";

    private final SqliteTransaction transaction;
    private final Statements sql;

    RequestedOrders(SqliteTransaction transaction) {
        this.transaction = transaction;
        this.sql = transaction.session().statements();
    }

    private boolean writesAged() {
        return transaction.cache().writes(SchedulingStrategy.PRIORITY_AGEING);
    }

    private boolean writesRace() {
        return transaction.cache().writes(SchedulingStrategy.WEIGHTED_RANDOM);
    }

    void join(Rank rank, List<Placed> tasks) {
        if (writesAged()) {
            sql.updateEach(
                    JOIN_AGED,
                    tasks,
                    (to, task) -> to.number(rank.lane())
                            .number(aged(rank, task.place().createdAt()))
                            .number(task.id().value())
                            .number(rank.priority()));
        }
        if (writesRace()) {
            sql.updateEach(
                    JOIN_RACE,
                    tasks,
                    (to, task) -> to.number(rank.lane())
                            .real(ticket(rank))
                            .number(task.id().value())
                            .number(rank.priority()));
        }
    }

    private long aged(Rank rank, Instant createdAt) {
        return transaction.cache().ageing().key(createdAt, new Priority(rank.priority()));
    }

    private double ticket(Rank rank) {
        return WeightedRace.draw(
                transaction.virtualTime(rank.lane()),
                new Priority(rank.priority()),
                transaction.options().common().random());
    }

    /** @param ids of tasks that leave, as a JSON array; some may not be in */
    void leave(String ids) {
        if (writesAged()) {
            sql.update(LEAVE_AGED, to -> to.text(ids));
        }
        if (writesRace()) {
            sql.update(LEAVE_RACE, to -> to.text(ids));
        }
    }

    /** A ready task, as it is found by whoever builds an order. */
    record Ready(Rank rank, long task, Instant createdAt) {
        static final Ready BEFORE_ALL = new Ready(new Rank(-1, -1), -1, Instant.EPOCH);
    }

    /** Puts ready tasks into the orders from which they are missing; answers those it looked at. */
    List<Ready> fill(Ready after, int limit) {
        List<Ready> some = sql.query(
                READY,
                to -> to.number(after.rank().lane())
                        .number(after.rank().priority())
                        .number(after.task())
                        .number(limit),
                row -> new Ready(new Rank(row.number(), row.smallNumber()), row.number(), row.instant()));
        if (writesAged()) {
            sql.updateEach(
                    JOIN_AGED,
                    missing(IS_AGED, some),
                    (to, each) -> to.number(each.rank().lane())
                            .number(aged(each.rank(), each.createdAt()))
                            .number(each.task())
                            .number(each.rank().priority()));
        }
        if (writesRace()) {
            sql.updateEach(
                    JOIN_RACE,
                    missing(IS_IN_RACE, some),
                    (to, each) -> to.number(each.rank().lane())
                            .real(ticket(each.rank()))
                            .number(each.task())
                            .number(each.rank().priority()));
        }
        return some;
    }

    private List<Ready> missing(String there, List<Ready> tasks) {
        return tasks.stream()
                .filter(each -> sql.first(there, to -> to.number(each.task()), RowReader::number)
                        .isEmpty())
                .toList();
    }
}
