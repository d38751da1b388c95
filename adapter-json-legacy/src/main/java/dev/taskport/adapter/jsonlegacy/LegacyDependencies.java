package dev.taskport.adapter.jsonlegacy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Which tasks wait for which, and who waits in a circle. Only what still waits can: an edge to or from a finished task
 * closes none.
 */
final class LegacyDependencies {

    private final List<List<Integer>> edges;
    private final IntPredicate finished;
    private final int[] order;
    private final int[] low;
    private final Deque<Integer> open = new ArrayDeque<>();
    private final boolean[] isOpen;
    private final Set<Integer> members = new HashSet<>();
    private int visited;

    private LegacyDependencies(List<List<Integer>> edges, IntPredicate finished) {
        this.edges = edges;
        this.finished = finished;
        this.order = new int[edges.size()];
        this.low = new int[edges.size()];
        this.isOpen = new boolean[edges.size()];
    }

    /**
     * The tasks that are part of a circle.
     *
     * @param edges for each task, those it depends on
     */
    static Set<Integer> inCircles(List<List<Integer>> edges, IntPredicate finished) {
        LegacyDependencies graph = new LegacyDependencies(edges, finished);
        for (int task = 0; task < edges.size(); task++) {
            if (graph.order[task] == 0 && !finished.test(task)) {
                graph.visit(task);
            }
        }
        return graph.members;
    }

    /** One task on the way down, and how many of its edges were followed. */
    private static final class Visit {
        private final int task;
        private int followed;

        Visit(int task) {
            this.task = task;
        }
    }

    /** Tarjan's strongly connected components, with a stack of its own because chains may be longer than a thread's. */
    private void visit(int root) {
        Deque<Visit> way = new ArrayDeque<>();
        way.push(enter(root));
        while (!way.isEmpty()) {
            Visit visit = way.element();
            List<Integer> on = edges.get(visit.task);
            if (visit.followed < on.size()) {
                follow(way, visit.task, on.get(visit.followed++));
            } else {
                way.pop();
                leave(visit.task, way);
            }
        }
    }

    private Visit enter(int task) {
        order[task] = low[task] = ++visited;
        open.push(task);
        isOpen[task] = true;
        return new Visit(task);
    }

    private void follow(Deque<Visit> way, int from, int to) {
        if (finished.test(to)) {
            return;
        }
        if (order[to] == 0) {
            way.push(enter(to));
        } else if (isOpen[to]) {
            low[from] = Math.min(low[from], order[to]);
        }
    }

    private void leave(int task, Deque<Visit> way) {
        if (!way.isEmpty()) {
            int from = way.element().task;
            low[from] = Math.min(low[from], low[task]);
        }
        if (low[task] == order[task]) {
            component(task);
        }
    }

    private void component(int root) {
        List<Integer> component = new ArrayList<>();
        int task;
        do {
            task = open.pop();
            isOpen[task] = false;
            component.add(task);
        } while (task != root);
        if (component.size() > 1 || edges.get(root).contains(root)) {
            members.addAll(component);
        }
    }
}
