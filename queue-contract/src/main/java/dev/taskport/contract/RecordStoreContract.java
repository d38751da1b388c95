package dev.taskport.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.JsonText;
import dev.taskport.domain.Workspace;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordStore;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.StoredRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link RecordStore} promises. */
public interface RecordStoreContract extends BackendContract {

    private static RecordKey key(String path) {
        return new RecordKey(Workspace.DEFAULT, "notes", path);
    }

    private static RecordWrite put(String path, String content, @Nullable Long expectedVersion) {
        return new RecordWrite.Put(key(path), JsonText.of(content), expectedVersion, null);
    }

    private static RecordWrite put(String path) {
        return put(path, "{}", null);
    }

    private static RecordWrite delete(String path) {
        return new RecordWrite.Delete(key(path), null);
    }

    private static Optional<RecordKey> write(Bench bench, RecordWrite... writes) {
        return bench.backend().records().write(List.of(writes));
    }

    private static Optional<StoredRecord> get(Bench bench, String path) {
        return bench.backend().records().get(key(path));
    }

    private static List<String> paths(Bench bench, String prefix) {
        return bench.backend().records().list(Workspace.DEFAULT, "notes", prefix, null, 1000).stream()
                .map(stored -> stored.key().path())
                .toList();
    }

    @Test
    default void S1_a_list_of_writes_takes_effect_as_a_whole(Bench bench) {
        assertThat(write(bench, put("a"), put("b"), put("c"))).isEmpty();
        assertThat(write(bench, put("d"), delete("a"), put("b", "[2]", 1L))).isEmpty();
        assertThat(paths(bench, "")).containsExactly("b", "c", "d");
    }

    @Test
    default void S1_P3_one_unexpected_version_undoes_the_whole_list(Bench bench) {
        write(bench, put("a", "[1]", null), put("b"));

        assertThat(write(bench, put("new"), delete("b"), put("a", "[2]", 7L), put("x", "{}", 9L)))
                .contains(key("a"));
        assertThat(write(bench, delete("b"), put("a", "[2]", 0L))).contains(key("a"));
        assertThat(write(bench, put("new"), new RecordWrite.Delete(key("a"), 2L)))
                .contains(key("a"));
        assertThat(write(bench, put("missing", "{}", 1L))).contains(key("missing"));
        assertThat(paths(bench, "")).containsExactly("a", "b");
        assertThat(get(bench, "a")).map(StoredRecord::content).contains(JsonText.of("[1]"));
    }

    @Test
    default void S1_a_write_sees_those_before_it_in_its_list(Bench bench) {
        assertThat(write(bench, put("a", "[1]", 0L), put("a", "[2]", 1L), delete("a"), put("a", "[3]", 0L)))
                .isEmpty();
        assertThat(get(bench, "a")).map(StoredRecord::content).contains(JsonText.of("[3]"));
    }

    @Test
    default void S2_versions_grow_from_one(Bench bench) {
        for (long version = 1; version <= 3; version++) {
            bench.advanceSeconds(1);
            assertThat(write(bench, put("a", "[" + version + "]", version - 1))).isEmpty();
            assertThat(get(bench, "a"))
                    .contains(new StoredRecord(
                            key("a"),
                            JsonText.of("[" + version + "]"),
                            version,
                            bench.clock().instant(),
                            null));
        }
        write(bench, put("a"));
        assertThat(get(bench, "a")).map(StoredRecord::version).contains(4L);
    }

    @Test
    default void S2_of_two_that_expect_the_same_version_one_wins(Bench bench) {
        write(bench, put("a"));
        assertThat(write(bench, put("a", "\"first\"", 1L))).isEmpty();
        assertThat(write(bench, put("a", "\"second\"", 1L))).contains(key("a"));
        assertThat(get(bench, "a")).map(StoredRecord::content).contains(JsonText.of("\"first\""));
    }

    @Test
    default void S3_an_expired_record_reads_as_absent(Bench bench) {
        write(bench, put("stays"), new RecordWrite.Put(key("goes"), JsonText.EMPTY, 0L, Duration.ofSeconds(10)));
        bench.advance(Duration.ofSeconds(10).minusNanos(1000));
        assertThat(get(bench, "goes")).map(StoredRecord::expiresAt).contains(SettableClock.START.plusSeconds(10));
        bench.advance(Duration.ofNanos(1000));

        assertThat(get(bench, "goes")).isEmpty();
        assertThat(paths(bench, "")).containsExactly("stays");
        assertThat(write(bench, put("goes", "[1]", 1L))).contains(key("goes"));
        assertThat(write(bench, put("goes", "[1]", 0L))).isEmpty();
        assertThat(get(bench, "goes")).map(StoredRecord::content).contains(JsonText.of("[1]"));
    }

    @Test
    default void S3_a_put_without_expiry_lifts_it(Bench bench) {
        write(bench, new RecordWrite.Put(key("a"), JsonText.EMPTY, null, Duration.ofSeconds(10)));
        write(bench, put("a"));
        bench.advance(Duration.ofDays(1));
        assertThat(get(bench, "a")).isPresent();
    }

    @Test
    default void S4_deleting_a_path_deletes_everything_below_it(Bench bench) {
        write(bench, put("a"), put("a/b"), put("a/b/c"), put("ab"), put("a b"), put("a%"), put("A/b"));
        write(bench, delete("a"));
        assertThat(paths(bench, "")).containsExactlyInAnyOrder("ab", "a b", "a%", "A/b");

        write(bench, put("x/y"));
        assertThat(write(bench, delete("x"))).as("nothing lies at x itself").isEmpty();
        assertThat(get(bench, "x/y")).isEmpty();
        write(bench, put("_/1"), put("b/1"), delete("_"));
        assertThat(get(bench, "b/1")).as("an underscore is an underscore").isPresent();
    }

    @Test
    default void S4_a_delete_leaves_other_collections_and_workspaces_alone(Bench bench) {
        RecordKey other = new RecordKey(Workspace.DEFAULT, "other", "a");
        RecordKey elsewhere = new RecordKey(TaskIntakeContract.ELSEWHERE, "notes", "a");
        write(
                bench,
                put("a"),
                new RecordWrite.Put(other, JsonText.EMPTY, null, null),
                new RecordWrite.Put(elsewhere, JsonText.EMPTY, null, null));
        write(bench, delete("a"));

        assertThat(bench.backend().records().get(other)).isPresent();
        assertThat(bench.backend().records().get(elsewhere)).isPresent();
    }

    @Test
    default void S5_lists_are_in_the_order_of_characters(Bench bench) {
        List<String> ordered = List.of("A", "B/1", "a", "a b", "a/b", "a0", "b", "z", "é", "\uFF5E", "🦉");
        List<String> shuffled = new ArrayList<>(ordered);
        Collections.reverse(shuffled);
        shuffled.forEach(path -> write(bench, put(path)));

        assertThat(paths(bench, "")).isEqualTo(ordered);
        assertThat(paths(bench, "a")).containsExactly("a", "a/b");
        assertThat(paths(bench, "B")).containsExactly("B/1");
        assertThat(paths(bench, "nothing")).isEmpty();
    }

    @Test
    default void S5_pages_follow_each_other(Bench bench) {
        for (int i = 10; i < 35; i++) {
            write(bench, put("p/" + i));
        }
        write(bench, put("q"));
        RecordStore records = bench.backend().records();
        List<String> seen = new ArrayList<>();
        List<StoredRecord> page = records.list(Workspace.DEFAULT, "notes", "p", null, 10);
        while (!page.isEmpty()) {
            page.forEach(stored -> seen.add(stored.key().path()));
            page = records.list(Workspace.DEFAULT, "notes", "p", seen.get(seen.size() - 1), 10);
        }
        assertThat(seen).hasSize(25).isSorted().doesNotHaveDuplicates();
    }

    @Test
    default void P7_documents_come_back_letter_for_letter(Bench bench) {
        for (String text : Samples.TEXTS) {
            write(bench, put("text", text, null));
            assertThat(get(bench, "text")).map(StoredRecord::content).contains(JsonText.of(text));
        }
    }
}
