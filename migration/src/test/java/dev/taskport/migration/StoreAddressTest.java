package dev.taskport.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.port.BackendAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreAddressTest {

    @TempDir
    Path folder;

    @Test
    void an_address_is_taken_as_it_is() {
        assertThat(StoreAddress.of("json:./x y.json?zone=UTC"))
                .isEqualTo(new BackendAddress("json", "./x y.json", Map.of("zone", "UTC")));
    }

    @Test
    void a_path_is_known_by_what_lies_there() throws IOException {
        Path database = folder.resolve("queue.json");
        Files.write(database, "SQLite format 3\0and more".getBytes(StandardCharsets.US_ASCII));
        assertThat(StoreAddress.of(database.toString()).scheme()).isEqualTo("sqlite");
        Path text = Files.writeString(folder.resolve("queue?.db"), "{}");
        assertThat(StoreAddress.of(text.toString())).isEqualTo(new BackendAddress("json", text.toString(), Map.of()));
        assertThat(StoreAddress.of(folder.toString()).scheme()).isEqualTo("json");
    }

    @Test
    void what_is_neither_is_refused() {
        assertThatThrownBy(() -> StoreAddress.of(folder.resolve("none").toString()))
                .hasMessageContaining("neither a file nor an address")
                .hasMessageContaining("memory");
        assertThatThrownBy(() -> StoreAddress.of("a\0b")).hasMessageContaining("neither a path");
    }
}
