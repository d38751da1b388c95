package dev.taskport.adapter.sqlite;

import static dev.taskport.adapter.sqlite.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.taskport.domain.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineVersionTest {

    @ParameterizedTest
    @ValueSource(strings = {"3.53.4", "3.54.0", "3.54.1", "4.0.0", "3.100.0"})
    void a_safe_engine_is_accepted(String version) {
        assertThatNoException().isThrownBy(EngineVersion.parse(version)::requireSafe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.53.3", "3.53", "3.46.1", "3.9.2", "2.99.99"})
    void an_engine_that_may_lose_data_is_refused(String version) {
        assertError(ErrorCode.UNSUPPORTED, EngineVersion.parse(version)::requireSafe);
    }
}
