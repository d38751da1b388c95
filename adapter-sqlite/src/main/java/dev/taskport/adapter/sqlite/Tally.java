package dev.taskport.adapter.sqlite;

import dev.taskport.domain.TaskStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a transaction changes the numbers of tasks; written once, at its end. */
final class Tally {

    private final Map<Place, Long> changes = new LinkedHashMap<>();

    private record Place(long lane, TaskStatus status) {}

    void add(long lane, TaskStatus status, int change) {
        changes.merge(new Place(lane, status), (long) change, Long::sum);
    }

    void write(LaneSql sql) {
        List<Long> lanes = new ArrayList<>();
        List<String> statuses = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        changes.forEach((place, change) -> {
            if (change != 0) {
                lanes.add(place.lane());
                statuses.add(place.status().name());
                numbers.add(change);
            }
        });
        if (!lanes.isEmpty()) {
            sql.count(lanes, statuses, numbers);
        }
    }
}
