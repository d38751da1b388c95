package dev.taskport.heap;

import dev.taskport.domain.Lane;
import dev.taskport.domain.TaskStatus;
import dev.taskport.port.BackendOptions;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** Keeps waiting tasks lane by lane. */
final class LaneIndex implements TaskIndex {

    private final BackendOptions options;
    // A lane stays when it runs empty: its virtual time must never go back.
    private final Map<Lane, LaneQueue> lanes = new HashMap<>();

    LaneIndex(BackendOptions options) {
        this.options = options;
    }

    Collection<LaneQueue> all() {
        return Collections.unmodifiableCollection(lanes.values());
    }

    LaneQueue of(Lane lane) {
        return lanes.computeIfAbsent(lane, created -> new LaneQueue(created, options));
    }

    @Override
    public void add(Entry entry) {
        if (entry.status() == TaskStatus.QUEUED) {
            of(entry.lane()).add(entry);
        }
    }

    @Override
    public void remove(Entry entry) {
        if (entry.status() == TaskStatus.QUEUED) {
            of(entry.lane()).remove(entry);
        }
    }
}
