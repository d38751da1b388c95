package dev.taskport.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.port.BackendAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressesTest {

    @TempDir
    Path folder;

    @Test
    void a_scheme_makes_an_address() {
        assertThat(Addresses.of("memory:", folder)).isEqualTo(BackendAddress.parse("memory:"));
        assertThat(Addresses.of("sqlite:a b.db?durability=normal", folder))
                .isEqualTo(BackendAddress.parse("sqlite:a b.db?durability=normal"));
    }

    @Test
    void a_file_is_what_its_first_bytes_say() throws IOException {
        Files.write(folder.resolve("queue.bin"), "SQLite format 3\0 and more".getBytes(StandardCharsets.US_ASCII));
        Files.writeString(folder.resolve("queue.db"), "{}");

        assertThat(Addresses.of("queue.bin", folder)).isEqualTo(BackendAddress.parse("sqlite:queue.bin"));
        assertThat(Addresses.of("queue.db", folder)).isEqualTo(BackendAddress.parse("json:queue.db"));
        assertThat(Addresses.of("missing", folder)).isEqualTo(BackendAddress.parse("json:missing"));
    }

    @Test
    void a_single_letter_before_the_colon_is_a_drive() {
        assertThat(Addresses.of("C:\\queue.json", folder).scheme()).isEqualTo("json");
        assertThat(Addresses.of("c:\\queue.json", folder).location()).isEqualTo("c:\\queue.json");
    }

    @Test
    void relative_files_are_resolved_and_nothing_else() {
        assertThat(Addresses.resolved(BackendAddress.parse("sqlite:./x/../a.db?readers=2"), folder))
                .isEqualTo(BackendAddress.parse("sqlite:" + folder.resolve("a.db") + "?readers=2"));
        assertThat(Addresses.resolved(BackendAddress.parse("memory:"), folder).location())
                .isEmpty();
        assertThat(Addresses.resolved(BackendAddress.parse("postgresql://host/db"), folder)
                        .location())
                .isEqualTo("//host/db");
    }
}
