package dev.taskport.adapter.sqlite;

import static dev.taskport.adapter.sqlite.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ErrorCode;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteOptionsTest {

    @TempDir
    private Path folder;

    @Test
    void what_is_acknowledged_survives_power_loss_unless_told_otherwise() {
        assertThat(of(Map.of(), Map.of()).durability()).isEqualTo(Durability.FULL);
        assertThat(of(Map.of("durability", "normal"), Map.of()).durability()).isEqualTo(Durability.NORMAL);
    }

    @Test
    void the_address_wins_over_the_configuration() {
        SqliteOptions options = of(Map.of("readers", "7"), Map.of("readers", "2", "durability", "normal"));

        assertThat(options.readers()).isEqualTo(7);
        assertThat(options.durability()).isEqualTo(Durability.NORMAL);
    }

    @ParameterizedTest
    @CsvSource({"durability,off", "durability,FULL", "readers,0", "readers,65", "readers,many", "readers,''", "cache,5"
    })
    void what_makes_no_sense_is_refused(String name, String value) {
        assertError(ErrorCode.INVALID_REQUEST, () -> of(Map.of(name, value), Map.of()))
                .withMessageContaining(name);
    }

    private SqliteOptions of(Map<String, String> ofAddress, Map<String, String> ofConfiguration) {
        return SqliteOptions.of(
                new BackendAddress("sqlite", folder.resolve("tasks.db").toString(), ofAddress),
                BackendOptions.defaults().values(ofConfiguration));
    }
}
