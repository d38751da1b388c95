package dev.taskport.adapter.sqlite;

import dev.taskport.adapter.sqlite.PlaceWriting.Placed;
import dev.taskport.domain.Priority;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.WeightedRace;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes the ready tasks of a rank, the row behind them that counts them, and their places in the orders that the store keeps
 * on request.
 *
 * <p>A task comes in its turn if both its id and its time are behind those of all that came before it. Of those that did, the
 * first has been due longest, so nothing else is written about their times.
 */
final class ReadyWriting {

    /** The id of the row behind the last task of a rank. */
    static final long BEHIND = Long.MAX_VALUE;

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
            "insert into taskport_ready (lane, priority, id, run_after, ticket) values (?, ?, ?, ?, ?)";
    private static final String INSERT_IN_TURN =
            "insert into taskport_ready (lane, priority, id) select ?, ?, value from json_each(?)";
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

    private static final String TICKETS = "select ticket, id from taskport_ready"
            + " where lane = ? and priority = ? and id in (select value from json_each(?)) and ticket is not null";
    private static final String JOIN_RACE =
            "insert into taskport_race (lane, ticket, id, priority) values (?, ?, ?, ?)";
    private static final String LEAVE_RACE = "delete from taskport_race where lane = ? and ticket = ? and id = ?";
    private static final String JOIN_AGED = "insert into taskport_aged (lane, aged, id, priority) values (?, ?, ?, ?)";
    private static final String LEAVE_AGED = "delete from taskport_aged where lane = ? and aged = ? and id = ?";

    private static final String READY = """
            select r.lane, r.priority, r.id, t.created_at, r.ticket is not null
            from taskport_ready r cross join taskport_task t on t.id = r.id
            where (r.lane, r.priority, r.id) > (?, ?, ?) and r.tasks is null
            order by r.lane, r.priority, r.id limit ?
            """;
    private static final String FILL_AGED = JOIN_AGED + " on conflict do nothing";

    private final SqliteTransaction transaction;
    private final Statements sql;

    ReadyWriting(SqliteTransaction transaction) {
        this.transaction = transaction;
        this.sql = transaction.session().statements();
    }

    /** A ready task's place in the weighted race. */
    private record Ticket(double at, long task) {}

    /** Puts tasks of one rank in. */
    void come(Rank rank, List<Placed> tasks) {
        List<Placed> inOrder = new ArrayList<>(tasks);
        inOrder.sort(Comparator.comparing(Placed::id));
        boolean race = transaction.cache().writes(SchedulingStrategy.WEIGHTED_RANDOM);
        boolean inTurn = inTurn(rank, inOrder);
        if (inTurn && !race && inOrder.size() > 1) {
            String ids = Json.ids(PlaceWriting.ids(inOrder));
            sql.update(
                    INSERT_IN_TURN,
                    to -> to.number(rank.lane()).number(rank.priority()).text(ids));
        } else {
            insert(rank, inOrder, inTurn, race);
        }
        if (transaction.cache().writes(SchedulingStrategy.PRIORITY_AGEING)) {
            joinAged(rank, inOrder);
        }
    }

    private void insert(Rank rank, List<Placed> tasks, boolean inTurn, boolean race) {
        List<Ticket> tickets = new ArrayList<>();
        sql.updateEach(INSERT, tasks, (to, task) -> {
            to.number(rank.lane()).number(rank.priority()).number(task.id().value());
            to.numberOrNull(inTurn ? null : PlaceWriting.micros(task));
            Ticket ticket = race ? draw(rank, task.id().value()) : null;
            if (ticket != null) {
                tickets.add(ticket);
            }
            to.realOrNull(ticket == null ? null : ticket.at());
        });
        joinRace(rank, tickets);
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
        if (transaction.cache().writes(SchedulingStrategy.WEIGHTED_RANDOM)) {
            leaveRace(rank, ids);
        }
        if (transaction.cache().writes(SchedulingStrategy.PRIORITY_AGEING)) {
            leaveAged(rank, tasks);
        }
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

    private Ticket draw(Rank rank, long task) {
        double at = WeightedRace.draw(
                transaction.virtualTime(rank.lane()),
                new Priority(rank.priority()),
                transaction.options().common().random());
        return new Ticket(at, task);
    }

    private void joinRace(Rank rank, List<Ticket> tickets) {
        if (!tickets.isEmpty()) {
            sql.updateEach(
                    JOIN_RACE,
                    tickets,
                    (to, ticket) -> to.number(rank.lane())
                            .realOrNull(ticket.at())
                            .number(ticket.task())
                            .number(rank.priority()));
        }
    }

    private void leaveRace(Rank rank, String ids) {
        List<Ticket> tickets = sql.query(
                TICKETS,
                to -> to.number(rank.lane()).number(rank.priority()).text(ids),
                row -> new Ticket(row.real(), row.number()));
        sql.updateEach(
                LEAVE_RACE,
                tickets,
                (to, ticket) -> to.number(rank.lane()).realOrNull(ticket.at()).number(ticket.task()));
    }

    private void joinAged(Rank rank, List<Placed> tasks) {
        sql.updateEach(
                JOIN_AGED,
                tasks,
                (to, task) -> to.number(rank.lane())
                        .number(aged(rank, task.place().createdAt()))
                        .number(task.id().value())
                        .number(rank.priority()));
    }

    private void leaveAged(Rank rank, List<Placed> tasks) {
        sql.updateEach(
                LEAVE_AGED,
                tasks,
                (to, task) -> to.number(rank.lane())
                        .number(aged(rank, task.place().createdAt()))
                        .number(task.id().value()));
    }

    private long aged(Rank rank, Instant createdAt) {
        return transaction.cache().ageing().key(createdAt, new Priority(rank.priority()));
    }

    /** A ready task, as it is put into an order that is being built. */
    record Unordered(Rank rank, long task, Instant createdAt, boolean drawn) {
        static final Unordered BEFORE_ALL = new Unordered(new Rank(-1, -1), -1, Instant.EPOCH, true);
    }

    /** Puts ready tasks into the orders that are kept on request, where they are missing; answers those it looked at. */
    List<Unordered> fill(Unordered after, int limit) {
        List<Unordered> some = sql.query(
                READY,
                to -> to.number(after.rank().lane())
                        .number(after.rank().priority())
                        .number(after.task())
                        .number(limit),
                row -> new Unordered(
                        new Rank(row.number(), row.smallNumber()), row.number(), row.instant(), row.flag()));
        if (transaction.cache().writes(SchedulingStrategy.PRIORITY_AGEING)) {
            sql.updateEach(
                    FILL_AGED,
                    some,
                    (to, each) -> to.number(each.rank().lane())
                            .number(aged(each.rank(), each.createdAt()))
                            .number(each.task())
                            .number(each.rank().priority()));
        }
        if (transaction.cache().writes(SchedulingStrategy.WEIGHTED_RANDOM)) {
            some.stream().filter(each -> !each.drawn()).forEach(this::enterRace);
        }
        return some;
    }

    private void enterRace(Unordered task) {
        Ticket ticket = draw(task.rank(), task.task());
        sql.update(
                "update taskport_ready set ticket = ? where lane = ? and priority = ? and id = ?",
                to -> to.realOrNull(ticket.at())
                        .number(task.rank().lane())
                        .number(task.rank().priority())
                        .number(ticket.task()));
        joinRace(task.rank(), List.of(ticket));
    }
}
