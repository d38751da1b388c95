package dev.taskport.heap;

import dev.taskport.domain.TaskId;
import dev.taskport.port.NodeAllotment;
import dev.taskport.port.NodeGrant;
import dev.taskport.port.RequestChecks;
import org.jspecify.annotations.Nullable;

final class HeapNodeAllotment implements NodeAllotment {

    private final HeapStore store;

    HeapNodeAllotment(HeapStore store) {
        this.store = store;
    }

    @Override
    public NodeGrant reserve(@Nullable NodeGrant previous, long millis) {
        RequestChecks.requireReservation(millis);
        return store.write(() -> {
            NodeTable nodes = store.nodes();
            NodeGrant grant = previous != null && stillTheirs(previous)
                    ? grant(previous.node(), previous.owner(), millis)
                    : grant(nodes.free(), nodes.newOwner(), millis);
            nodes.put(grant);
            return grant;
        });
    }

    private boolean stillTheirs(NodeGrant previous) {
        NodeGrant last = store.nodes().last(previous.node());
        return last != null && last.owner() == previous.owner();
    }

    private NodeGrant grant(int node, long owner, long millis) {
        long now = Math.max(TaskId.EPOCH_MILLIS, store.moment().now().toEpochMilli());
        NodeGrant last = store.nodes().last(node);
        long from = last == null ? now : Math.max(now, last.untilMillis() + 1);
        return new NodeGrant(node, from, from + millis - 1, owner);
    }
}
