package dev.taskport.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done to a database file beside SQLite, on a file system as Windows has it: no POSIX, no links to count. */
class SqliteWindowsPathsTest {

    private final FileSystem windows = Jimfs.newFileSystem(Configuration.windows().toBuilder()
            .setAttributeViews("basic", "owner", "dos", "acl", "user")
            .build());
    private final Path folder = windows.getPath("C:\\Users\\Jörg Müller\\Aufgaben ✅");
    private final SqliteFile file = new SqliteFile(folder.resolve("meine aufgaben.db"));

    @BeforeEach
    void createFolder() throws IOException {
        Files.createDirectories(folder);
    }

    @AfterEach
    void close() throws IOException {
        windows.close();
    }

    @Test
    void a_file_is_created_where_no_permissions_can_be_set_and_found_again() {
        assertThat(file.exists()).isFalse();
        file.create();
        assertThat(file.path()).isRegularFile();
        assertThatCode(file::create).doesNotThrowAnyException();
        assertThatCode(file::requireOneName).doesNotThrowAnyException();
    }

    @Test
    void side_files_lie_beside_it_and_count() throws IOException {
        Files.writeString(file.path(), "12345");
        Files.writeString(file.wal(), "123");
        assertThat(file.wal()).isEqualTo(folder.resolve("meine aufgaben.db-wal"));
        assertThat(file.shm()).isEqualTo(folder.resolve("meine aufgaben.db-shm"));
        assertThat(file.size()).isEqualTo(8);
        assertThat(file.url()).isEqualTo("jdbc:sqlite:C:\\Users\\Jörg Müller\\Aufgaben ✅\\meine aufgaben.db");
    }

    @Test
    void a_guest_looks_at_side_files_there_too() throws IOException {
        Files.writeString(file.path(), "12345");
        SqliteReadOnlyGuest guest = new SqliteReadOnlyGuest(file);
        Files.writeString(file.wal(), "123");
        guest.leave();
        assertThat(file.wal()).hasContent("123");
    }
}
