package dev.taskport.adapter.sqlite;

import dev.taskport.adapter.sqlite.PlaceWriting.Placed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes the ready tasks of a rank and the row behind them that counts them, under the largest number there is.
 *
 * <p>A task comes in its turn if both its id and its time are behind those of all that came before it. Of those that did, the
 * first has been due longest, so nothing else is written about their times.
 */
final class ReadyWriting {

    private static final String COUNT_ARRIVALS = """
            update taskport_ready set
              tasks = tasks + ?1, arrivals = arrivals + ?1,
              in_turn = (tasks = 0 or (last_id < ?2 and last_run_after <= ?3)),
              last_id = case when tasks = 0 then ?4 else max(last_id, ?4) end,
              last_run_after = case when tasks = 0 then ?5 else max(last_run_after, ?5) end
            where lane = ?6 and priority = ?7 and id = 9223372036854775807
            returning in_turn
            """;
    private static final String FIRST_ARRIVALS = """
            insert into taskport_ready (tasks, arrivals, last_id, last_run_after, in_turn, lane, priority, id)
            values (?1, ?1, ?2, ?3, 1, ?4, ?5, 9223372036854775807)
            """;
    private static final String INSERT =
            "insert into taskport_ready (lane, priority, id, run_after, untouched) values (?, ?, ?, ?, ?)";
    private static final String INSERT_NEW_IN_TURN =
            "insert into taskport_ready (lane, priority, id, untouched) select ?, ?, value, 1 from json_each(?)";
    private static final String DELETE = "delete from taskport_ready"
            + " where lane = ? and priority = ? and id in (select value from json_each(?))";
    /** So many of the tasks of a rank lie between two of them, counted up to a limit. */
    private static final String BETWEEN = """
            select count(*) from (
              select 1 from taskport_ready where lane = ? and priority = ? and id >= ? and id <= ? limit ?)
            """;

    private static final String DELETE_BETWEEN =
            "delete from taskport_ready where lane = ? and priority = ? and id >= ? and id <= ?";
    private static final String COUNT_LEAVING = "update taskport_ready set tasks = tasks - ?"
            + " where lane = ? and priority = ? and id = 9223372036854775807";

    private final SqliteTransaction transaction;
    private final Statements sql;
    private final RequestedOrders orders;

    ReadyWriting(SqliteTransaction transaction) {
        this.transaction = transaction;
        this.sql = transaction.session().statements();
        this.orders = new RequestedOrders(transaction);
    }

    /** Puts tasks of one rank in. */
    void come(Rank rank, List<Placed> tasks) {
        List<Placed> inOrder = new ArrayList<>(tasks);
        inOrder.sort(Comparator.comparing(Placed::id));
        boolean inTurn = inTurn(rank, inOrder);
        if (inTurn && inOrder.stream().allMatch(task -> task.place().untouched())) {
            String ids = Json.ids(PlaceWriting.ids(inOrder));
            sql.update(
                    INSERT_NEW_IN_TURN,
                    to -> to.number(rank.lane()).number(rank.priority()).text(ids));
        } else {
            sql.updateEach(
                    INSERT,
                    inOrder,
                    (to, task) -> to.number(rank.lane())
                            .number(rank.priority())
                            .number(task.id().value())
                            .instantOrNull(inTurn ? null : task.place().runAfter())
                            .numberOrNull(task.place().untouched() ? 1L : null));
        }
        orders.join(rank, inOrder);
    }

    /** Counts tasks that come; answers whether all of them come behind those that are there. */
    private boolean inTurn(Rank rank, List<Placed> tasks) {
        long first = tasks.get(0).id().value();
        long last = tasks.get(tasks.size() - 1).id().value();
        long earliest = tasks.stream().mapToLong(PlaceWriting::micros).min().orElseThrow();
        long latest = tasks.stream().mapToLong(PlaceWriting::micros).max().orElseThrow();
        transaction.arrived(tasks.size());
        return sql.first(
                                COUNT_ARRIVALS,
                                to -> to.number(tasks.size())
                                        .number(first)
                                        .number(earliest)
                                        .number(last)
                                        .number(latest)
                                        .number(rank.lane())
                                        .number(rank.priority()),
                                RowReader::flag)
                        .orElseGet(() -> {
                            sql.update(
                                    FIRST_ARRIVALS,
                                    to -> to.number(tasks.size())
                                            .number(last)
                                            .number(latest)
                                            .number(rank.lane())
                                            .number(rank.priority()));
                            return true;
                        })
                && growing(tasks);
    }

    private static boolean growing(List<Placed> tasks) {
        long before = Long.MIN_VALUE;
        for (Placed task : tasks) {
            long time = PlaceWriting.micros(task);
            if (time < before) {
                return false;
            }
            before = time;
        }
        return true;
    }

    /** Takes those of the tasks out that are in; answers how many were. */
    int leave(Rank rank, List<Placed> tasks) {
        String ids = Json.ids(PlaceWriting.ids(tasks));
        orders.leave(ids);
        int left = delete(rank, tasks, ids);
        if (left > 0) {
            sql.update(COUNT_LEAVING, to -> to.number(left).number(rank.lane()).number(rank.priority()));
        }
        return left;
    }

    /** What a claim takes mostly lies side by side, and such tasks go as one. */
    private int delete(Rank rank, List<Placed> tasks, String ids) {
        if (tasks.size() > 1 && tasks.stream().allMatch(Placed::claimed)) {
            long first =
                    tasks.stream().mapToLong(task -> task.id().value()).min().orElseThrow();
            long last =
                    tasks.stream().mapToLong(task -> task.id().value()).max().orElseThrow();
            int between = sql.first(
                            BETWEEN,
                            to -> between(to, rank, first, last).number(tasks.size() + 1L),
                            RowReader::smallNumber)
                    .orElseThrow();
            // All of them are ready; where no more lie between the first and the last, it is they.
            if (between == tasks.size()) {
                return sql.update(DELETE_BETWEEN, to -> between(to, rank, first, last));
            }
        }
        return sql.update(
                DELETE, to -> to.number(rank.lane()).number(rank.priority()).text(ids));
    }

    private static BindValues between(BindValues to, Rank rank, long first, long last) throws SQLException {
        return to.number(rank.lane()).number(rank.priority()).number(first).number(last);
    }
}
