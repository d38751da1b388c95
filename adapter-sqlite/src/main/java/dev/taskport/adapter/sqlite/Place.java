package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Priority;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.WeightedRace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ready task's place in the orders that need a column of their own; null for an order that the store does not keep. */
final class Place {

    private final SqliteTransaction transaction;

    Place(SqliteTransaction transaction) {
        this.transaction = transaction;
    }

    @Nullable
    Long aged(Instant createdAt, Priority priority) {
        return transaction.cache().writes(SchedulingStrategy.PRIORITY_AGEING)
                ? transaction.cache().ageing().key(createdAt, priority)
                : null;
    }

    @Nullable
    Double ticket(long lane, Priority priority) {
        return transaction.cache().writes(SchedulingStrategy.WEIGHTED_RANDOM)
                ? WeightedRace.draw(
                        transaction.virtualTime(lane),
                        priority,
                        transaction.options().common().random())
                : null;
    }

    /** Puts tasks into the orders of their lanes, each at a place of its own. */
    static void promote(List<WaitingTask> tasks, SqliteTransaction transaction) {
        if (tasks.isEmpty()) {
            return;
        }
        Place place = new Place(transaction);
        List<Long> ids = new ArrayList<>();
        List<@Nullable Long> aged = new ArrayList<>();
        List<@Nullable Double> tickets = new ArrayList<>();
        for (WaitingTask task : tasks) {
            ids.add(task.id().value());
            aged.add(place.aged(task.createdAt(), task.priority()));
            tickets.add(place.ticket(task.lane(), task.priority()));
        }
        transaction.session().orders().promote(ids, aged, tickets);
    }
}
