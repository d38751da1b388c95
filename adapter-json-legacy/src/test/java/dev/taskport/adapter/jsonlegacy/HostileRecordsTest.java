package dev.taskport.adapter.jsonlegacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.taskport.domain.Task;
import dev.taskport.domain.TaskportException;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.ForeignReader;
import dev.taskport.port.PersistenceBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a record, and in the fields around the records, is read, told or refused; nothing escapes. */
class HostileRecordsTest {

    private static final long SEED = 20260304;
    private static final int FILES = 2000;

    private static final List<String> FIELDS = List.of(
            "id",
            "title",
            "description",
            "status",
            "priority",
            "capability_required",
            "tags",
            "created_by",
            "created_at",
            "assigned_to",
            "assigned_at",
            "completed_at",
            "failures",
            "dependencies",
            "estimated_tokens",
            "taskport",
            "");

    private static final List<String> ROOTS =
            List.of("metadata", "task_counts", "last_updated", "updated_by", "taskport", "a/b%", "%", "");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-0",
            "-0.0e-0",
            "1e99999999999",
            "-1e99999999999",
            "1e-99999999999",
            "1e999999999",
            "-1e-999999999",
            "1E400",
            "0.1e+2147483647",
            "9223372036854775808",
            "-99999999999999999999999999999999999999999999999999",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud83d\\ude00\"",
            "\"a\"",
            "\"b\"",
            "\"completed\"",
            "\"in_progress\"",
            "\"failed\"",
            "\"blocked\"",
            "\"2025-03-03T08:15:00.120000Z\"",
            "\"2025-03-03\"",
            "\"+300000-01-01\"",
            "\"+999999999-12-31T23:59:59.999999999-18:00\"",
            "\"-999999999-01-01T00:00:00+18:00\"",
            "\"-0001-01-01\"",
            "\"0000-02-29 00:00\"",
            "\"9999-12-31T23:59:59.999999999Z\"",
            "\"9999-12-31T23:59:59-18:00\"",
            "\"2025-02-30\"",
            "\"1e99999999999\"",
            "[]",
            "{}",
            "[\"a\", \"a\", \"\"]",
            "[\"a\", 1e99999999999, null, [], {\"x\": []}]",
            "{\"total\": 1e99999999999, \"total_tasks\": 123456789012345678901234567890, \"completed\": -1e999}",
            "{\"lineage\": \"zz\", \"generation\": 1e99999999999, \"zone\": \"Nowhere\", \"statuses\": {\"x\": \"Y\"}}",
            "{\"lineage\": 1, \"zone\": \"UTC\", \"tasks\": 7, \"records\": [1, {}], \"pauses\": [{}], \"lanes\": [0]}",
            "{\"id\": \"0\", \"lineage\": \"-1\", \"status\": 1e99999999999, \"createdAt\": 9223372036854775807}",
            "{\"id\": null, \"stamp\": {}, \"payload\": [], \"beside\": []}");

    @TempDir
    Path folder;

    private PersistenceBackend open(Path file, OpenMode mode) {
        return new JsonLegacyBackendProvider()
                .open(
                        new BackendAddress("json", file.toString(), Map.of()),
                        BackendOptions.defaults().clock(() -> QueueFile.NOW),
                        mode);
    }

    @Test
    void whatever_a_field_holds_is_read_or_told_or_refused() throws IOException {
        Random random = new Random(SEED);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            String text = hostile(random);
            Path file = Files.writeString(folder.resolve("task-queue.json"), text);
            try (PersistenceBackend guest = open(file, OpenMode.READ_ONLY);
                    ForeignReader reader = (ForeignReader) guest.transfer().read()) {
                long tasks = reader.next(null, 1000).stream()
                        .filter(item -> item.position().section() == 1)
                        .count();
                assertThat(tasks + reader.rejects().size())
                        .as("seed %s, file %s: %s", SEED, i, text)
                        .isEqualTo(3);
                assertThatCode(() -> guest.care().check()).doesNotThrowAnyException();
                read++;
            } catch (TaskportException e) {
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + SEED + ", file " + i + ": " + text, e);
            }
        }
        assertThat(read).as("most files are sound as a whole").isGreaterThan(FILES / 2);
        assertThat(refused).isPositive();
    }

    private static String hostile(Random random) {
        List<String> records = new ArrayList<>();
        for (String id : List.of("a", "b", "c")) {
            Map<String, String> fields = new LinkedHashMap<>(Map.of(
                    "id", "\"" + id + "\"", "title", "\"t\"", "status", "\"pending\"", "capability_required", "\"x\""));
            for (int i = random.nextInt(4); i > 0; i--) {
                fields.put(pick(FIELDS, random), value(random));
            }
            records.add(object(fields));
        }
        Map<String, String> root = new LinkedHashMap<>(Map.of("tasks", "[" + String.join(",", records) + "]"));
        for (int i = random.nextInt(3); i > 0; i--) {
            root.put(pick(ROOTS, random), value(random));
        }
        return object(root);
    }

    private static String value(Random random) {
        String value = pick(VALUES, random);
        int depth = random.nextInt(12) == 0 ? random.nextInt(70) : 0;
        return "[".repeat(depth) + value + "]".repeat(depth);
    }

    private static String object(Map<String, String> fields) {
        List<String> members = new ArrayList<>();
        fields.forEach((name, value) -> members.add(JsonSlices.quoted(name) + ":" + value));
        return "{" + String.join(",", members) + "}";
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-1e99999999999", "1e-99999999999"})
    void a_priority_with_a_huge_exponent_is_told_as_unreadable(String priority) {
        LegacyImport read = QueueFile.of(QueueFile.task("a", "pending").replace("\"HIGH\"", priority))
                .read(folder);
        assertThat(read.warnings())
                .filteredOn(warning -> warning.kind().equals("priority"))
                .singleElement()
                .satisfies(warning -> assertThat(warning.message()).contains(priority));
        assertThat(read.tasks()).extracting(task -> task.priority().value()).containsExactly(100);
        assertOriginalIsKept(read, priority);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+300000-01-01", "-0001-01-01", "+10000-01-01T00:00:00Z", "+999999999-12-31T23:59:59-18:00"})
    void a_time_in_a_far_year_is_told_as_unreadable(String time) {
        LegacyImport read = QueueFile.of(QueueFile.task("a", "pending").replace("2025-03-03T08:15:00.120000Z", time))
                .read(folder);
        assertThat(read.warnings()).extracting(ForeignReader.Warning::kind).contains("time");
        assertOriginalIsKept(read, time);
    }

    private static void assertOriginalIsKept(LegacyImport read, String text) {
        assertThat(read.tasks())
                .extracting(Task::spec)
                .allSatisfy(spec -> assertThat(
                                Objects.requireNonNull(spec.attributes()).text())
                        .contains(text));
    }

    @Test
    void a_file_with_such_values_can_be_worked_on_and_stays_letter_for_letter() throws IOException {
        Path file = QueueFile.of(
                        QueueFile.task("a", "pending").replace("\"HIGH\"", "1e99999999999"),
                        QueueFile.task("b", "pending").replace("2025-03-03T08:15:00.120000Z", "+300000-01-01"))
                .in(folder);
        byte[] before = Files.readAllBytes(file);
        open(file, OpenMode.CREATE).close();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
}
