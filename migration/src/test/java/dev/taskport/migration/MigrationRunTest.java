package dev.taskport.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.PersistenceBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups, the journal, and runs that end before their end. */
class MigrationRunTest extends MigrationBench {

    @Test
    void a_run_keeps_a_verified_backup_a_journal_and_its_report_privately() throws IOException {
        BackendAddress source = file(json("a", "pending"));
        MigrationReport report = run(plan(source));
        Path run = runFolder(report);
        assertThat(run.resolve("source.backup")).hasSameBinaryContentAs(Path.of(source.location()));
        assertThat(Files.readString(run.resolve("journal.jsonl")))
                .contains("\"started\"", "\"backed-up\"", "\"sha256\"", "\"copied\"", "\"finished\"");
        assertThat(new ObjectMapper()
                        .readTree(run.resolve("report.json").toFile())
                        .path("migrated")
                        .asInt())
                .isEqualTo(1);
        if (run.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run)))
                    .isEqualTo("rwx------");
            for (String name : List.of("source.backup", "journal.jsonl", "report.json")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.resolve(name))))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void a_store_that_cannot_be_backed_up_is_moved_with_a_warning() {
        Worlds.fill(stores.store("source"));
        stores.store("target").intake().enqueue(List.of(Worlds.task(500, "own")));
        assertThat(run(plan()).warnings())
                .filteredOn(warning -> warning.kind().equals("no-backup"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void an_interrupted_run_is_gone_on_with_and_counts_as_one(int batches) {
        BackendAddress source = file(
                IntStream.range(0, 10).mapToObj(i -> json("t" + i, "pending")).toArray(String[]::new));
        Breaker breaker = new Breaker(batches);
        stores.wrap("target", breaker::wrap);
        assertThatThrownBy(() -> run(plan(source).batch(3))).isInstanceOf(Killed.class);
        breaker.batchesLeft = Integer.MAX_VALUE;

        MigrationReport report = run(plan(source).batch(3));

        assertThat(report.migrated()).isEqualTo(10);
        assertThat(report.skipped()).isZero();
        assertThat(report.verified()).isTrue();
        assertThat(Worlds.tasks(stores.store("target"))).hasSize(10);
        assertThat(runs()).hasSize(1);
        assertThat(breaker.tasksWritten)
                .as("batches that were noted are not written again")
                .isBetween(10, 10 + 3);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only there a process can look at its own open files")
    void a_run_that_cannot_begin_leaves_nothing_open() throws IOException {
        Findings findings = mock(Findings.class);
        when(findings.fingerprint()).thenThrow(new Killed());
        assertThatThrownBy(() -> MigrationRun.open(plan(), findings, Worlds.NOW))
                .isInstanceOf(Killed.class);
        assertThat(runs()).hasSize(1);
        assertThat(openFiles()).isEmpty();
    }

    private List<Path> openFiles() throws IOException {
        try (Stream<Path> numbers = Files.list(Path.of("/proc/self/fd"))) {
            return numbers.flatMap(MigrationRunTest::target)
                    .filter(file -> file.startsWith(folder))
                    .toList();
        }
    }

    private static Stream<Path> target(Path number) {
        try {
            return Stream.of(Files.readSymbolicLink(number));
        } catch (IOException closedMeanwhile) {
            return Stream.empty();
        }
    }

    private void interrupted(MigrationPlan plan) {
        Breaker breaker = new Breaker(1);
        stores.wrap("target", breaker::wrap);
        assertThatThrownBy(() -> run(plan)).isInstanceOf(Killed.class);
        stores.wrap("target", store -> store);
    }

    @Test
    void what_an_interrupted_run_left_behind_on_purpose_is_brought_by_one_that_wants_everything() {
        BackendAddress source = file(json("a", "completed"), json("b", "pending"), json("c", "pending"));
        interrupted(plan(source).batch(1).activeOnly(true));

        MigrationReport report = run(plan(source).batch(1));

        assertThat(report.verified()).isTrue();
        assertThat(Worlds.tasks(stores.store("target"))).hasSize(3);
        assertThat(runs()).hasSize(2);
    }

    @Test
    void a_run_is_gone_on_with_only_by_one_that_wants_the_same() {
        BackendAddress source = file(json("a", "pending"), json("b", "pending"));
        interrupted(plan(source).batch(1).onConflict(OnConflict.SKIP).lenient(true));
        run(plan(source).batch(1).onConflict(OnConflict.SKIP));
        interrupted(plan(source).batch(1).lenient(true));
        assertThat(runs()).hasSize(3);
    }

    @Test
    void an_older_journal_that_does_not_say_what_was_wanted_is_not_gone_on_with() throws IOException {
        BackendAddress source = file(json("a", "pending"), json("b", "pending"));
        interrupted(plan(source).batch(1));
        Path journal = runs().get(0).resolve("journal.jsonl");
        Files.writeString(
                journal,
                Files.readString(journal)
                        .replaceAll(",\"(activeOnly|lenient)\":false", "")
                        .replace(",\"onConflict\":\"FAIL\"", ""));

        assertThat(run(plan(source).batch(1)).verified()).isTrue();
        assertThat(runs()).hasSize(2);
    }

    @Test
    void a_run_whose_target_was_thrown_away_begins_anew() {
        BackendAddress source = file(json("a", "pending"), json("b", "pending"), json("c", "pending"));
        Breaker breaker = new Breaker(2);
        stores.wrap("target", breaker::wrap);
        assertThatThrownBy(() -> run(plan(source).batch(2))).isInstanceOf(Killed.class);
        breaker.batchesLeft = Integer.MAX_VALUE;
        stores.forget("target");

        assertThat(run(plan(source).batch(2)).verified()).isTrue();
        assertThat(Worlds.tasks(stores.store("target"))).hasSize(3);
    }

    @Test
    void a_journal_line_that_was_cut_off_does_no_harm() throws IOException {
        BackendAddress source = file(json("a", "pending"), json("b", "pending"), json("c", "pending"));
        Breaker breaker = new Breaker(1);
        stores.wrap("target", breaker::wrap);
        assertThatThrownBy(() -> run(plan(source).batch(2))).isInstanceOf(Killed.class);
        breaker.batchesLeft = Integer.MAX_VALUE;
        Files.writeString(runs().get(0).resolve("journal.jsonl"), "{\"event\":\"cop", StandardOpenOption.APPEND);

        MigrationReport report = run(plan(source).batch(2));

        assertThat(report.verified()).isTrue();
        assertThat(runs()).hasSize(1);
        assertThat(MigrationJournal.read(runs().get(0).resolve("journal.jsonl")))
                .extracting(line -> line.path("event").asText())
                .endsWith("finished");
    }

    @Test
    void a_source_that_changes_while_it_is_copied_fails_the_run_and_the_next_one_mends_it() {
        Worlds.fill(stores.store("source"));
        PersistenceBackend source = stores.store("source");
        stores.wrap(
                "target",
                store -> onApply(store, items -> source.control().cancel(Workspace.DEFAULT, List.of(Worlds.id(0)))));
        assertRefused(plan(), ErrorCode.VERSION_CONFLICT, "changed while it was copied");
        stores.wrap("target", store -> store);
        assertThat(run(plan()).verified()).isTrue();
        assertThat(find("target", 0).status()).isEqualTo(TaskStatus.CANCELLED);
    }

    @Test
    void a_target_that_takes_tasks_in_meanwhile_fails_the_run() {
        stores.store("source").intake().enqueue(List.of(Worlds.task(0, "t")));
        stores.wrap("target", store -> onApply(store, items -> store.intake().enqueue(List.of(Worlds.task(0, "t")))));
        assertRefused(plan(), ErrorCode.VERSION_CONFLICT, "meets ID_CONFLICT");
    }

    @ParameterizedTest
    @EnumSource(names = {"OUTCOME_UNKNOWN", "UNAVAILABLE"})
    void a_target_that_cannot_be_written_is_told_with_what_it_means_for_the_migration(ErrorCode code) {
        BackendAddress source = file(json("a", "pending"), json("b", "pending"));
        stores.wrap(
                "target",
                store -> onApply(store, items -> {
                    throw code.error("The store says it", new IOException("the disk is full"));
                }));
        String said = code == ErrorCode.UNAVAILABLE
                ? "The store says it"
                : "The target memory:target could not be written (the disk is full).";
        assertRefused(
                plan(source),
                ErrorCode.UNAVAILABLE,
                said + " What was copied stays and the source is unchanged. Make room on the disk of memory:target if");
        stores.wrap("target", store -> store);
        assertThat(run(plan(source)).verified()).isTrue();
        assertThat(runs()).as("the same run").hasSize(1);
    }
}
