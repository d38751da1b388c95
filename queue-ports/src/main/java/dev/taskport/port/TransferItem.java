package dev.taskport.port;

import dev.taskport.domain.Lane;
import dev.taskport.domain.Task;
import java.util.List;
import java.util.Set;

/** One thing that is moved between stores. */
public sealed interface TransferItem {

    /** Where a reader stands: the kind of item in reading order, and a key that only its own reader understands. */
    record Position(int section, String key) {}

    Position position();

    /** A store's settings: the gates that are closed, and how far the weighted race of each lane has run. */
    record Settings(Position position, Set<Pause> pauses, List<VirtualTime> virtualTimes) implements TransferItem {
        public Settings {
            pauses = Set.copyOf(pauses);
            virtualTimes = List.copyOf(virtualTimes);
        }
    }

    /** A lane's virtual time; a target takes the larger of its own and this. */
    record VirtualTime(Lane lane, double value) {}

    /** A task with its log. */
    record TaskItem(Position position, Task task, List<LogLine> log) implements TransferItem {
        public TaskItem {
            log = List.copyOf(log);
        }
    }

    /** A document. */
    record RecordItem(Position position, StoredRecord content) implements TransferItem {}
}
