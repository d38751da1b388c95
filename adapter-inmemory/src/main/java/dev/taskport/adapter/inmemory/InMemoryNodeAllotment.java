package dev.taskport.adapter.inmemory;

import dev.taskport.domain.TaskId;
import dev.taskport.port.NodeAllotment;
import dev.taskport.port.NodeGrant;
import dev.taskport.port.RequestChecks;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

final class InMemoryNodeAllotment implements NodeAllotment {

    private final InMemoryStore store;
    /** The last grant of each node. Guarded by the store's lock. */
    private final Map<Integer, NodeGrant> grants = new TreeMap<>();

    private long owners;

    InMemoryNodeAllotment(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public NodeGrant reserve(@Nullable NodeGrant previous, long millis) {
        RequestChecks.requireReservation(millis);
        return store.write(() -> {
            NodeGrant grant = previous != null && stillTheirs(previous)
                    ? grant(previous.node(), previous.owner(), millis)
                    : grant(freeNode(), ++owners, millis);
            grants.put(grant.node(), grant);
            return grant;
        });
    }

    private boolean stillTheirs(NodeGrant previous) {
        NodeGrant last = grants.get(previous.node());
        return last != null && last.owner() == previous.owner();
    }

    /** A node that was never granted, else the one whose reserved time ends first. */
    private int freeNode() {
        if (grants.size() < TaskId.NODE_MAX) {
            return grants.size() + 1;
        }
        return grants.values().stream()
                .min(Comparator.comparingLong(NodeGrant::untilMillis))
                .orElseThrow()
                .node();
    }

    private NodeGrant grant(int node, long owner, long millis) {
        long now = Math.max(TaskId.EPOCH_MILLIS, store.moment().now().toEpochMilli());
        NodeGrant last = grants.get(node);
        long from = last == null ? now : Math.max(now, last.untilMillis() + 1);
        return new NodeGrant(node, from, from + millis - 1, owner);
    }
}
