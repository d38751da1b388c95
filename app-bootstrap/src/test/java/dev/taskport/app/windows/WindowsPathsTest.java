package dev.taskport.app.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Jimfs;
import dev.taskport.app.cli.Cli;
import dev.taskport.app.config.Addresses;
import dev.taskport.app.config.Configuration;
import dev.taskport.app.config.ConfigurationFile;
import dev.taskport.app.config.Settings;
import dev.taskport.app.store.LastBackend;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import dev.taskport.port.BackendAddress;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Configuration, addresses and side files on a file system as Windows has them: drives, other separators, no POSIX, names
 * without colons; with blanks and letters of all kinds in the path.
 */
class WindowsPathsTest {

    private static final String FOLDER = "C:\\Users\\Jörg Müller\\Aufgaben ✅";

    private final FileSystem windows = Jimfs.newFileSystem(com.google.common.jimfs.Configuration.windows().toBuilder()
            .setAttributeViews("basic", "owner", "dos", "acl", "user")
            .build());
    private final Path folder = windows.getPath(FOLDER);

    @BeforeEach
    void createFolder() throws IOException {
        Files.createDirectories(folder);
    }

    @AfterEach
    void close() throws IOException {
        windows.close();
    }

    @ParameterizedTest
    @CsvSource({
        "sqlite:./taskport.db, C:\\Users\\Jörg Müller\\Aufgaben ✅\\taskport.db",
        "sqlite:.\\mehr davon\\ü.db, C:\\Users\\Jörg Müller\\Aufgaben ✅\\mehr davon\\ü.db",
        "sqlite:..\\taskport.db, C:\\Users\\Jörg Müller\\taskport.db",
        "sqlite:D:\\Daten\\taskport.db, D:\\Daten\\taskport.db",
        "json:D:/Daten/task-queue.json, D:\\Daten\\task-queue.json",
        "'sqlite:\\\\server\\share\\taskport.db', '\\\\server\\share\\taskport.db'"
    })
    void addresses_count_from_their_folder_and_may_name_drives_and_shares(String address, String location) {
        BackendAddress resolved = Addresses.resolved(BackendAddress.parse(address), folder);
        assertThat(resolved.location()).isEqualTo(location);
        assertThat(resolved.scheme()).isEqualTo(address.substring(0, address.indexOf(':')));
    }

    @Test
    void a_drive_letter_is_no_scheme_and_a_file_is_told_by_its_first_bytes() throws IOException {
        Files.writeString(folder.resolve("alt.db"), "SQLite format 3\0");
        assertThat(Addresses.of(FOLDER + "\\alt.db", folder))
                .isEqualTo(new BackendAddress("sqlite", FOLDER + "\\alt.db", Map.of()));
        assertThat(Addresses.of("c:\\task-queue.json", folder).scheme()).isEqualTo("json");
        assertThat(Addresses.of("a|b.json", folder).scheme()).isEqualTo("json");
    }

    @Test
    void what_is_no_path_there_is_refused_and_named() {
        assertInvalid("a|b.db", () -> Addresses.resolved(BackendAddress.parse("sqlite:a|b.db"), folder));
        assertInvalid("C:\\a:b", () -> configuration("backup.folder: \"C:\\\\a:b\""));
    }

    @Test
    void a_configuration_file_gives_its_folder_to_what_is_relative_in_it() throws IOException {
        Configuration configuration = configuration("backend: sqlite:./queue.db\nbackup.folder: .\\Sicherungen");
        assertThat(configuration.backend().location()).isEqualTo(FOLDER + "\\queue.db");
        assertThat(configuration.backupFolder().normalize()).isEqualTo(folder.resolve("Sicherungen"));
    }

    @Test
    void the_last_backend_is_remembered_and_replaced_and_leaves_nothing_else() throws IOException {
        LastBackend last = new LastBackend(folder);
        assertThat(last.read()).isEmpty();
        last.write(BackendAddress.parse("sqlite:C:\\Daten\\eins.db"));
        last.write(BackendAddress.parse("sqlite:C:\\Daten\\zwei ü.db"));
        assertThat(last.read()).contains(BackendAddress.parse("sqlite:C:\\Daten\\zwei ü.db"));
        try (Stream<Path> files = Files.list(folder.resolve(".taskport"))) {
            assertThat(files).containsExactly(folder.resolve(".taskport\\last-backend"));
        }
    }

    @Test
    void the_command_line_works_in_such_a_folder() throws IOException {
        Files.writeString(folder.resolve("taskport.yaml"), "backend: memory:\nbackup.folder: Sicherungen\n");
        Cli cli = new Cli(folder);
        assertThat(cli.run("init").code()).isZero();
        assertThat(folder.resolve("Sicherungen")).isDirectory();
        assertThat(cli.run("config", "validate").code()).isZero();
        assertThat(cli.run("config", "show").out()).contains("taskport.yaml");
        assertThat(cli.run("config", "show", "--config", "fehlt.yaml").err()).contains(FOLDER + "\\fehlt.yaml");
        assertThat(new Cli(folder)
                        .with("TASKPORT_CONFIG", "a|b.yaml")
                        .run("stats")
                        .err())
                .contains("\"a|b.yaml\" is no path of this system");
    }

    private Configuration configuration(String yaml) throws IOException {
        Path file = folder.resolve("taskport.yaml");
        Files.writeString(file, yaml);
        return Configuration.of(Settings.of(file, folder, ConfigurationFile.read(file), Map.of(), Map.of()));
    }

    /** What must be refused. */
    private interface Call {
        void run() throws IOException;
    }

    private static void assertInvalid(String named, Call call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        TaskportException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessageContaining(named)
                .hasMessageContaining("Nothing was");
    }
}
