package dev.taskport.adapter.jsonlegacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskportException;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import java.time.ZoneId;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLegacyOptionsTest {

    private static JsonLegacyOptions of(String query, Map<String, String> values) {
        return JsonLegacyOptions.of(
                BackendAddress.parse("json:x.json" + query),
                BackendOptions.defaults().values(values));
    }

    @Test
    void nothing_said_means_utc_the_known_words_and_64_mebibytes() {
        assertThat(of("", Map.of())).isEqualTo(JsonLegacyOptions.DEFAULT);
        assertThat(JsonLegacyOptions.DEFAULT.zone()).isEqualTo(ZoneId.of("UTC"));
    }

    @Test
    void options_come_by_name_and_the_address_wins() {
        JsonLegacyOptions options = of("?zone=%2B01:00&max-bytes=9", Map.of("zone", "Asia/Tokyo"));
        assertThat(options.zone()).isEqualTo(ZoneId.of("+01:00"));
        assertThat(options.bytesMax()).isEqualTo(9);
        assertThat(of("", Map.of("zone", "Asia/Tokyo")).zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    @Test
    void a_status_map_is_a_list_or_a_file_of_pairs() {
        assertThat(of("?status-map=On-Ice=held,,someday=QUEUED", Map.of()).statuses())
                .isEqualTo(Map.of("on_ice", TaskStatus.HELD, "someday", TaskStatus.QUEUED));
        String file = "# ours\nin review = DEAD\n\nwontfix=CANCELLED, a=b = COMPLETED\n";
        assertThat(of("", Map.of("status-map", file)).statuses())
                .isEqualTo(Map.of(
                        "in_review", TaskStatus.DEAD,
                        "wontfix", TaskStatus.CANCELLED,
                        "a=b", TaskStatus.COMPLETED));
    }

    @ParameterizedTest
    @CsvSource({
        "colour, red, not an option of the json backend",
        "zone, Middle/Earth, not a time zone",
        "status-map, x, not WORD=STATUS",
        "status-map, x=LEASED, not WORD=STATUS",
        "status-map, x=BLOCKED, not WORD=STATUS",
        "status-map, =HELD, not WORD=STATUS",
        "status-map, 'x=HELD,X=DEAD', two meanings",
        "max-bytes, 0, not a number from 1",
        "max-bytes, 64MB, not a number from 1",
        "max-bytes, 1073741825, not a number from 1",
    })
    void an_option_that_makes_no_sense_is_refused(String name, String value, String told) {
        assertThatThrownBy(() -> of("", Map.of(name, value)))
                .hasMessageContaining(told)
                .asInstanceOf(InstanceOfAssertFactories.type(TaskportException.class))
                .extracting(TaskportException::code)
                .isEqualTo(ErrorCode.INVALID_REQUEST);
    }
}
