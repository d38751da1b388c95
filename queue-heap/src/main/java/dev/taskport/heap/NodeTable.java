package dev.taskport.heap;

import dev.taskport.domain.TaskId;
import dev.taskport.port.NodeGrant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The last grant of each node. */
final class NodeTable {

    private final Undo undo;
    private final Touched touched;
    private final Map<Integer, NodeGrant> grants = new TreeMap<>();

    NodeTable(Undo undo, Touched touched) {
        this.undo = undo;
        this.touched = touched;
    }

    Collection<NodeGrant> all() {
        return Collections.unmodifiableCollection(grants.values());
    }

    @Nullable
    NodeGrant last(int node) {
        return grants.get(node);
    }

    long newOwner() {
        return 1 + grants.values().stream().mapToLong(NodeGrant::owner).max().orElse(0);
    }

    /** A node that was never granted, else the one whose reserved time ends first. */
    int free() {
        if (grants.size() < TaskId.NODE_MAX) {
            return grants.size() + 1;
        }
        return grants.values().stream()
                .min(Comparator.comparingLong(NodeGrant::untilMillis))
                .orElseThrow()
                .node();
    }

    void put(NodeGrant grant) {
        touched.node(grant.node());
        NodeGrant before = grants.put(grant.node(), grant);
        undo.note(() -> {
            if (before == null) {
                grants.remove(grant.node());
            } else {
                grants.put(grant.node(), before);
            }
        });
    }
}
