package dev.taskport.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The files of a run on a file system as Windows has them: drives, other separators, no POSIX, names without colons. */
class WindowsPathsTest extends MigrationBench {

    private final FileSystem windows = Jimfs.newFileSystem(Configuration.windows().toBuilder()
            .setAttributeViews("basic", "owner", "dos", "acl", "user")
            .build());
    private final Path runs = windows.getPath("C:\\Users\\Jörg Müller\\Aufgaben ✅\\läufe");

    @BeforeEach
    void fill() {
        assertThatThrownBy(() -> windows.getPath("C:\\a:b"))
                .as("a file system with rules")
                .isNotNull();
        Worlds.fill(stores.store("source"));
    }

    @AfterEach
    void close() throws IOException {
        windows.close();
    }

    @Test
    void a_run_keeps_its_journal_and_its_report_there() throws IOException {
        MigrationReport report = run(plan().runsFolder(runs));
        assertThat(report.verified()).isTrue();
        Path run = windows.getPath(String.valueOf(report.folder()));
        assertThat(run.getParent()).isEqualTo(runs);
        assertThat(names(run)).containsExactly("journal.jsonl", "report.json");
        assertThat(Files.readString(run.resolve("journal.jsonl"))).contains("\"finished\"");
    }

    @Test
    void a_run_that_was_interrupted_is_gone_on_with_there() throws IOException {
        Breaker breaker = new Breaker(2);
        stores.wrap("target", breaker::wrap);
        assertThatThrownBy(() -> run(plan().batch(2).runsFolder(runs))).isInstanceOf(Killed.class);
        breaker.batchesLeft = Integer.MAX_VALUE;

        MigrationReport report = run(plan().batch(2).runsFolder(runs));

        assertThat(report.verified()).isTrue();
        assertThat(names(runs)).hasSize(2).contains("lock");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
