package dev.taskport.adapter.sqlite;

import static dev.taskport.adapter.sqlite.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.port.BackendCare;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.TransferReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteFileWatchTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() throws IOException {
        assumeTrue(
                Files.getFileStore(folder).supportsFileAttributeView("posix"),
                "Windows does not let anybody remove a file that is open");
        file = folder.resolve("tasks.db");
    }

    @Test
    void nothing_is_acknowledged_into_a_file_that_was_deleted() throws IOException {
        try (Store store = Store.create(file)) {
            store.enqueue("work");
            assertThat(store.total()).isEqualTo(1);
            Files.delete(file);

            assertError(ErrorCode.DAMAGED, () -> store.enqueue("work")).withMessageContaining("was deleted or moved");
            assertError(ErrorCode.DAMAGED, () -> store.claim("work", 1, SchedulingStrategy.FIFO));
            assertError(ErrorCode.DAMAGED, store::total);
            assertError(ErrorCode.DAMAGED, () -> store.backend().transfer().read());
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void nothing_is_written_beside_a_file_that_took_the_place_of_the_right_one() throws IOException {
        Path other = folder.resolve("other.db");
        try (Store store = Store.create(file);
                Store replacement = Store.create(other)) {
            store.enqueue("work");
            replacement.enqueue("theirs");
            assertThat(store.total()).isEqualTo(1);
            moveAside();
            Files.move(other, file);

            assertError(ErrorCode.DAMAGED, () -> store.enqueue("work")).withMessageContaining("another file now");
            assertError(ErrorCode.DAMAGED, store::total);
        }
    }

    @Test
    void closing_leaves_the_side_files_of_the_one_that_took_its_place() throws IOException {
        Store store = Store.create(file);
        store.enqueue("work");
        moveAside();
        try (Store replacement = Store.create(file)) {
            replacement.enqueue("theirs");

            store.close();

            assertThat(SqliteFile.of(file.toString()).hasLog()).isTrue();
            replacement.enqueue("theirs");
            assertThat(replacement.total()).isEqualTo(2);
            assertThat(replacement.backend().care().check()).allMatch(BackendCare.Check::ok);
        }
        try (Store replacement = Store.open(file, OpenMode.MUST_EXIST)) {
            assertThat(replacement.total()).isEqualTo(2);
        }
    }

    @Test
    void a_file_that_comes_back_is_used_again() throws IOException {
        try (Store store = Store.create(file)) {
            store.enqueue("work");
            moveAside();
            assertError(ErrorCode.DAMAGED, () -> store.enqueue("work"));
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.move(folder.resolve("aside" + suffix), folder.resolve("tasks.db" + suffix));
            }

            store.enqueue("work");

            assertThat(store.total()).isEqualTo(2);
        }
    }

    @Test
    void a_copy_under_way_notices_too() throws IOException {
        try (Store store = Store.create(file)) {
            store.enqueue("work");
            try (TransferReader reader = store.backend().transfer().read()) {
                assertThat(reader.next(null, 10)).hasSize(2);
                moveAside();

                assertError(ErrorCode.DAMAGED, () -> reader.next(null, 10));
            }
        }
    }

    private void moveAside() throws IOException {
        for (String suffix : List.of("", "-wal", "-shm")) {
            Files.move(folder.resolve("tasks.db" + suffix), folder.resolve("aside" + suffix));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "cifs", "smb3", "9p", "ceph", "fuse.sshfs", "smb share", "SMBFS"})
    void a_network_file_system_is_refused_before_a_file_is_made(String kind) {
        SqliteOptions options = SqliteOptions.of(Store.address(file), BackendOptions.defaults());

        for (OpenMode mode : OpenMode.values()) {
            assertError(ErrorCode.UNSUPPORTED, () -> new SqliteOpening(options, kind).open(mode))
                    .withMessageContaining(kind)
                    .withMessageContaining("a disk of this machine");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "overlay", "tmpfs", "NTFS", "apfs", "fuseblk", "fuse.gocryptfs", "unknown"})
    void other_file_systems_are_not(String kind) {
        LocalDisk.require(SqliteFile.of(file.toString()), kind);
    }

    @Test
    void the_kind_of_disk_is_what_the_system_says() throws IOException {
        assertThat(LocalDisk.kind(file)).isEqualTo(Files.getFileStore(folder).type());
        assertThat(LocalDisk.kind(Path.of("/no/such/folder/tasks.db"))).isEqualTo("unknown");
    }
}
