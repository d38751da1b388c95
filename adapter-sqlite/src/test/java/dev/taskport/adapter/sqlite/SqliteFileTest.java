package dev.taskport.adapter.sqlite;

import static dev.taskport.adapter.sqlite.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.taskport.domain.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteFileTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void resolveLinks() throws IOException {
        folder = folder.toRealPath();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                ":memory:",
                ":resource:x.db",
                "file:x.db",
                "FILE:x.db",
                "jdbc:sqlite:x.db",
                "x.db?mode=ro"
            })
    void a_name_that_the_driver_would_read_something_else_out_of_is_refused(String location) {
        assertError(ErrorCode.INVALID_REQUEST, () -> SqliteFile.of(location));
    }

    @Test
    void a_folder_is_refused() {
        assertError(ErrorCode.INVALID_REQUEST, () -> SqliteFile.of(folder.toString()))
                .withMessageContaining("is a folder");
    }

    @Test
    void a_missing_folder_is_named() {
        assertError(
                        ErrorCode.NOT_FOUND,
                        () -> SqliteFile.of(folder.resolve("no/tasks.db").toString()))
                .withMessageContaining(folder.resolve("no").toString());
    }

    @Test
    void links_and_detours_lead_to_the_one_true_name() throws IOException {
        Path real = Files.createFile(folder.resolve("tasks.db"));
        Path link = Files.createSymbolicLink(folder.resolve("link.db"), real);

        assertThat(SqliteFile.of(link.toString()).path()).isEqualTo(real);
        assertThat(SqliteFile.of(folder.resolve("x/../tasks.db").toString()).path())
                .isEqualTo(real);
    }

    @Test
    void a_file_with_two_names_is_refused() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "links are counted on POSIX only");
        Path real = Files.createFile(folder.resolve("tasks.db"));
        Files.createLink(folder.resolve("other.db"), real);

        assertError(ErrorCode.INVALID_REQUEST, SqliteFile.of(real.toString())::requireOneName)
                .withMessageContaining("2 names");
        assertError(ErrorCode.INVALID_REQUEST, SqliteFile.of(real.toString())::create);
    }

    @Test
    void a_new_file_and_its_side_files_are_private() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "permissions are POSIX");
        Path path = folder.resolve("a b ü.db");

        try (Store store = Store.create(path)) {
            store.enqueue("work");
            try (var files = Files.list(folder)) {
                assertThat(files.toList())
                        .hasSize(3)
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
        assertThat(path).exists();
        assertThat(SqliteFile.of(path.toString()).wal()).doesNotExist();
    }

    @Test
    void an_existing_file_keeps_its_permissions_and_content() throws IOException {
        Path path = Files.writeString(folder.resolve("kept.db"), "kept");

        SqliteFile.of(path.toString()).create();

        assertThat(path).hasContent("kept");
    }
}
