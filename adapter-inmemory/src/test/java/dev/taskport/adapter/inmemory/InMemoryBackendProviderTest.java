package dev.taskport.adapter.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.PersistenceBackend;
import java.util.Map;
import java.util.ServiceLoader;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class InMemoryBackendProviderTest {

    private static final BackendAddress MEMORY = BackendAddress.parse("memory:");

    private final BackendProvider provider = new InMemoryBackendProvider();

    @Test
    void it_is_found_by_its_scheme() {
        assertThat(ServiceLoader.load(BackendProvider.class))
                .extracting(BackendProvider::scheme)
                .contains("memory");
    }

    @Test
    void two_openings_are_two_stores() {
        try (PersistenceBackend one = provider.open(MEMORY, BackendOptions.defaults(), OpenMode.CREATE);
                PersistenceBackend two = provider.open(MEMORY, BackendOptions.defaults(), OpenMode.CREATE)) {
            assertThat(one.identity()).isNotEqualTo(two.identity());
            assertThat(one.profile().durable()).isFalse();
        }
    }

    @Test
    void there_is_never_a_store_before() {
        assertThat(provider.probe(MEMORY, BackendOptions.defaults()).exists()).isFalse();
        for (OpenMode mode : new OpenMode[] {OpenMode.MUST_EXIST, OpenMode.READ_ONLY}) {
            assertError(ErrorCode.NOT_FOUND, () -> provider.open(MEMORY, BackendOptions.defaults(), mode));
        }
    }

    @Test
    void a_location_or_an_unknown_option_is_refused() {
        BackendOptions options = BackendOptions.defaults();
        assertError(
                ErrorCode.INVALID_REQUEST,
                () -> provider.open(BackendAddress.parse("memory:./tasks"), options, OpenMode.CREATE));
        assertError(
                ErrorCode.INVALID_REQUEST,
                () -> provider.open(BackendAddress.parse("memory:?speed=high"), options, OpenMode.CREATE));
        assertError(
                ErrorCode.INVALID_REQUEST,
                () -> provider.open(MEMORY, options.values(Map.of("speed", "high")), OpenMode.CREATE));
    }

    private static void assertError(ErrorCode code, ThrowingCallable call) {
        assertThatExceptionOfType(TaskportException.class).isThrownBy(call).returns(code, TaskportException::code);
    }
}
