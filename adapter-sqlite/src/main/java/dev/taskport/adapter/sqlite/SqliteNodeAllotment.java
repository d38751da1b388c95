package dev.taskport.adapter.sqlite;

import dev.taskport.domain.TaskId;
import dev.taskport.port.NodeAllotment;
import dev.taskport.port.NodeGrant;
import dev.taskport.port.RequestChecks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class SqliteNodeAllotment implements NodeAllotment {

    private final SqliteStore store;

    SqliteNodeAllotment(SqliteStore store) {
        this.store = store;
    }

    @Override
    public NodeGrant reserve(@Nullable NodeGrant previous, long millis) {
        RequestChecks.requireReservation(millis);
        return store.write(transaction -> {
            NodeSql sql = transaction.session().nodes();
            long now = Math.max(TaskId.EPOCH_MILLIS, transaction.moment().now().toEpochMilli());
            NodeGrant grant = theirs(sql, previous)
                    .map(last -> grant(last, last.owner(), now, millis))
                    .orElseGet(() -> grant(free(sql), newOwner(), now, millis));
            sql.grant(grant.node(), grant.owner(), grant.untilMillis());
            return grant;
        });
    }

    private static Optional<NodeSql.NodeRow> theirs(NodeSql sql, @Nullable NodeGrant previous) {
        return previous == null
                ? Optional.empty()
                : sql.find(previous.node()).filter(last -> last.owner() == previous.owner());
    }

    /** A node that was never granted, else the one whose reserved time ends first. */
    private static NodeSql.NodeRow free(NodeSql sql) {
        int granted = sql.count();
        return granted < TaskId.NODE_MAX ? new NodeSql.NodeRow(granted + 1, 0, 0) : sql.longestUnused();
    }

    private long newOwner() {
        return store.options().common().random().nextLong();
    }

    private static NodeGrant grant(NodeSql.NodeRow last, long owner, long now, long millis) {
        long from = Math.max(now, last.untilMillis() + 1);
        return new NodeGrant(last.node(), from, from + millis - 1, owner);
    }
}
