package dev.taskport.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IdMapTest {

    private final IdMap<String> map = new IdMap<>();
    /** What the map should be. */
    private final TreeMap<Long, String> model = new TreeMap<>();

    private void put(long id, String value) {
        map.put(new TaskId(id), value);
        model.put(id, value);
    }

    private void remove(long id) {
        map.remove(new TaskId(id));
        model.remove(id);
    }

    private void requireSame() {
        assertThat(map.size()).isEqualTo(model.size());
        assertThat(map.isEmpty()).isEqualTo(model.isEmpty());
        assertThat(map).containsExactlyElementsOf(model.values());
        List<String> descending = new ArrayList<>();
        map.descendingIterator().forEachRemaining(descending::add);
        assertThat(descending).containsExactlyElementsOf(model.descendingMap().values());
    }

    private void requireSameAt(long id) {
        assertThat(map.get(new TaskId(id))).isEqualTo(model.get(id));
        assertThat(map.streamAfter(new TaskId(id)).limit(300))
                .containsExactlyElementsOf(
                        model.tailMap(id, false).values().stream().limit(300).toList());
    }

    @Test
    void it_holds_what_a_sorted_map_holds_whatever_comes_and_goes() {
        Random random = new Random(7);
        for (int range : new int[] {20, 500, 20_000}) {
            for (int step = 0; step < 20_000; step++) {
                long id = random.nextInt(range);
                // Now it grows, now it shrinks, so that pages divide and dissolve.
                boolean growing = step / 2_000 % 2 == 0;
                if (random.nextInt(10) < (growing ? 8 : 2)) {
                    put(id, "v" + step);
                } else {
                    remove(id);
                }
                if (step % 500 == 0) {
                    requireSame();
                    requireSameAt(id);
                    requireSameAt(random.nextInt(range));
                }
            }
        }
        requireSame();
    }

    @Test
    void what_comes_at_the_end_and_goes_at_the_beginning_is_kept_in_order() {
        for (long id = 0; id < 5_000; id++) {
            put(10 * id, "v" + id);
            if (id >= 1_000) {
                remove(10 * (id - 1_000));
            }
        }
        requireSame();
        for (long id = 4_000; id < 5_000; id++) {
            remove(10 * id);
        }
        requireSame();
        assertThat(map.isEmpty()).isTrue();
    }

    @Test
    void the_smallest_and_the_largest_id_have_their_place() {
        put(Long.MAX_VALUE, "last");
        put(0, "first");
        for (long id = 1; id < 1_000; id++) {
            put(id, "v" + id);
            put(Long.MAX_VALUE - id, "w" + id);
        }
        requireSame();
        requireSameAt(0);
        requireSameAt(Long.MAX_VALUE);
        requireSameAt(500_000);
    }
}
