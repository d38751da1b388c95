package dev.taskport.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.taskport.port.BackendProvider.OpenMode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reading where the reader may not write, really: in another process, for which the folder is mounted read-only if this user
 * is allowed to do that (who is, may write everywhere else), and closed by its permissions if not.
 */
@Timeout(120)
class SqliteUnwritableFolderTest {

    private static final String MOUNT_READ_ONLY =
            "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" && exec \"$@\"";

    @TempDir
    private Path folder;

    @TempDir
    private Path natives;

    private Path closed;
    private Path file;
    private boolean root;

    @BeforeEach
    void close() throws Exception {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "permissions are POSIX");
        closed = Files.createDirectory(folder.resolve("closed 100% é"));
        file = closed.resolve("tasks#1.db");
        root = Files.getAttribute(folder, "unix:uid").equals(0);
        assumeTrue(!root || canMount(), "root may write everywhere, and here it may not mount");
    }

    @AfterEach
    void open() throws IOException {
        permit("rwx------");
    }

    private boolean canMount() throws Exception {
        return new ProcessBuilder(command(List.of("true"))).start().waitFor() == 0;
    }

    private List<String> command(List<String> inner) {
        List<String> command = new ArrayList<>();
        if (root) {
            command.addAll(List.of("unshare", "--mount", "sh", "-c", MOUNT_READ_ONLY, closed.toString()));
        }
        command.addAll(inner);
        return command;
    }

    private void permit(String permissions) throws IOException {
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void a_closed_store_is_read_where_side_files_cannot_be_made() throws Exception {
        try (Store store = Store.create(file)) {
            store.enqueue("work");
            store.enqueue("work");
        }
        try (Reader reader = reader()) {
            assertThat(reader.line()).isEqualTo("probe true");
            assertThat(reader.line()).isEqualTo("wrong []");
            assertThat(reader.line()).isEqualTo("tasks 2");
        }
        try (Stream<Path> files = Files.list(closed)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_backup_of_it_is_written_elsewhere() throws Exception {
        try (Store store = Store.create(file)) {
            store.enqueue("work");
        }
        Path backup = folder.resolve("backup.db");
        try (Reader reader = reader("backup", backup.toString())) {
            assertThat(reader.line()).isEqualTo("probe true");
            assertThat(reader.line()).isEqualTo("wrong []");
            assertThat(reader.line()).isEqualTo("tasks 1");
            assertThat(reader.line()).isEqualTo("backup " + Files.size(backup));
        }
        try (Store restored = Store.open(backup, OpenMode.MUST_EXIST)) {
            assertThat(restored.total()).isEqualTo(1);
        }
    }

    @Test
    void a_store_that_others_have_open_is_read_with_what_they_write() throws Exception {
        try (Store store = Store.create(file)) {
            store.enqueue("work");
            try (Reader reader = reader()) {
                assertThat(reader.line()).isEqualTo("probe true");
                assertThat(reader.line()).isEqualTo("wrong []");
                assertThat(reader.line()).isEqualTo("tasks 1");
                store.enqueue("work");
                assertThat(reader.again()).isEqualTo("tasks 2");
            }
        }
    }

    @Test
    void what_is_read_on_the_word_that_nobody_writes_is_not_answered_once_somebody_does() throws Exception {
        try (Store store = Store.create(file)) {
            store.enqueue("work");
        }
        try (Reader reader = reader()) {
            assertThat(reader.line()).isEqualTo("probe true");
            assertThat(reader.line()).isEqualTo("wrong []");
            assertThat(reader.line()).isEqualTo("tasks 1");
            permit("rwx------");
            try (Store store = Store.create(file)) {
                store.enqueue("work");
                assertThat(reader.again()).startsWith("UNAVAILABLE").contains("was written by somebody");
            }
        }
        permit("rwx------");
        try (Reader reader = reader()) {
            assertThat(reader.line()).isEqualTo("probe true");
            assertThat(reader.line()).isEqualTo("wrong []");
            assertThat(reader.line()).isEqualTo("tasks 2");
            permit("rwx------");
            try (Store store = Store.create(file)) {
                store.enqueue("work");
            }
            assertThat(reader.again()).as("after it was closed again").startsWith("UNAVAILABLE");
        }
    }

    @Test
    void what_lies_in_a_log_that_cannot_be_read_is_not_passed_over() throws Exception {
        Path copies = Files.createDirectory(folder.resolve("copies"));
        try (Store store = Store.create(file)) {
            store.enqueue("work");
            for (String suffix : List.of("", "-wal")) {
                copy(closed.resolve("tasks#1.db" + suffix), copies.resolve("tasks#1.db" + suffix));
            }
        }
        Files.delete(file);
        for (String suffix : List.of("", "-wal")) {
            Files.move(copies.resolve("tasks#1.db" + suffix), closed.resolve("tasks#1.db" + suffix));
        }
        try (Reader reader = reader()) {
            assertThat(reader.line()).startsWith("UNAVAILABLE").contains("its newest tasks are in the file");
        }
    }

    /** By another process: opened and closed by this one, the file would lose its locks. */
    private static void copy(Path from, Path to) throws Exception {
        assertThat(new ProcessBuilder("cp", from.toString(), to.toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    private Reader reader(String... more) throws IOException {
        permit("r-x------");
        List<String> reading = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.sqlite.tmpdir=" + natives,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ReadingProcess.class.getName(),
                file.toString()));
        reading.addAll(List.of(more));
        return new Reader(
                new ProcessBuilder(command(reading)).redirectErrorStream(true).start());
    }

    /** The handle of a {@link ReadingProcess}. */
    private static final class Reader implements AutoCloseable {

        private final Process process;
        private final BufferedReader said;

        Reader(Process process) {
            this.process = process;
            this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        /** The next thing it says, the logging library's words left out. */
        String line() throws IOException {
            String line = said.readLine();
            while (line != null && line.startsWith("SLF4J")) {
                line = said.readLine();
            }
            return Objects.requireNonNullElse(line, "nothing more");
        }

        String again() throws IOException {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            return line();
        }

        /** It ends when nothing more can come. */
        @Override
        public void close() throws IOException {
            process.getOutputStream().close();
            while (said.readLine() != null) {
                Thread.onSpinWait();
            }
        }
    }
}
