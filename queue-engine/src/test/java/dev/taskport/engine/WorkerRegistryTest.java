package dev.taskport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.testing.SettableClock;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordWrite;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerRegistryTest {

    private final SettableClock clock = new SettableClock();
    private final PersistenceBackend memory = TestStore.memory(clock);
    private final WorkerRegistry registry = new WorkerRegistry(new BackendHandle(memory));

    @AfterEach
    void close() {
        memory.close();
    }

    private WorkerEntry entry(String id) {
        return new WorkerEntry(
                new WorkerId(id),
                new Workspace("space"),
                new TreeSet<>(List.of(new TaskType("a \"quoted\" type"), new TaskType("b\\c"))),
                Capabilities.NONE.and("format", "mp4.*").and("format", "avi").and("region", "eu"),
                SchedulingStrategy.WEIGHTED_RANDOM,
                7,
                3,
                WorkerState.Phase.RUNNING,
                "host.example",
                4711,
                clock.instant(),
                clock.instant());
    }

    @Test
    void what_a_worker_says_of_itself_is_read_back() {
        registry.beat(entry("mill/1"));
        registry.beat(entry("mill/1"));
        registry.beat(entry("mill"));
        assertThat(registry.workers()).containsExactlyInAnyOrder(entry("mill"), entry("mill/1"));
    }

    @Test
    void a_worker_without_a_sign_of_life_is_forgotten() {
        registry.beat(entry("a"));
        clock.advance(WorkerRegistry.FORGOTTEN_AFTER.minusMillis(1));
        registry.beat(entry("b"));
        assertThat(registry.workers()).hasSize(2);
        clock.advance(WorkerRegistry.BEAT_EVERY);
        assertThat(registry.workers()).extracting(WorkerEntry::id).containsExactly(new WorkerId("b"));
    }

    @Test
    void forgetting_one_worker_leaves_those_with_longer_names() {
        registry.beat(entry("mill"));
        registry.beat(entry("mill/1"));
        registry.forget(new WorkerId("mill"));
        assertThat(registry.workers()).extracting(WorkerEntry::id).containsExactly(new WorkerId("mill/1"));
    }

    @Test
    void thousands_of_workers_are_listed_page_by_page() {
        for (int i = 0; i < 2345; i++) {
            registry.beat(entry("w" + i));
        }
        assertThat(registry.workers()).hasSize(2345);
    }

    @Test
    void an_entry_that_cannot_be_read_hides_no_other() {
        registry.beat(entry("good"));
        for (String broken : List.of("{}", "[1]", "{\"id\":\"x\",\"workspace\":\"y\",\"strategy\":\"NEWEST\"}")) {
            RecordKey key = new RecordKey(Workspace.DEFAULT, WorkerRegistry.COLLECTION, "broken" + broken.length());
            memory.records().write(List.of(new RecordWrite.Put(key, JsonText.of(broken), null, null)));
        }
        assertThat(registry.workers()).extracting(WorkerEntry::id).containsExactly(new WorkerId("good"));
    }
}
