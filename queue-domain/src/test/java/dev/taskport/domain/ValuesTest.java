package dev.taskport.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    private static void assertRefused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(TaskportException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.meaning()).isEqualTo(code.meaning());
            assertThat(e.getMessage()).contains("Nothing was stored");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " mail", "mail ", "ma\nil", "ma\0il", "\ud800", "x\udc00y", "\ud800x"})
    void a_type_has_visible_well_formed_characters(String value) {
        assertRefused(ErrorCode.INVALID_REQUEST, () -> new TaskType(value));
    }

    @Test
    void a_control_character_is_told_with_its_code_and_place() {
        assertThatThrownBy(() -> new TaskType("ma\nil"))
                .hasMessage("The task type holds a control character (U+000A at position 3). Nothing was stored."
                        + " Use visible characters only.");
    }

    @Test
    void names_are_bounded() {
        String longest = "é".repeat(TaskType.LENGTH_MAX);
        assertThat(new TaskType(longest)).hasToString(longest);
        assertRefused(ErrorCode.LIMIT_EXCEEDED, () -> new TaskType(longest + "x"));
        assertThat(new Workspace("Büro 🙂")).hasToString("Büro 🙂");
        assertThat(TaskType.PROBE.reserved()).isTrue();
    }

    @Test
    void a_priority_is_between_0_and_1000() {
        assertRefused(ErrorCode.INVALID_REQUEST, () -> new Priority(-1));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> new Priority(1001));
        assertThat(Priority.clamped(Long.MAX_VALUE)).isEqualTo(new Priority(1000));
        assertThat(Priority.clamped(-5)).isEqualTo(new Priority(0));
        assertThat(new Priority(1).weight()).isEqualTo(0.5);
        assertThat(new Priority(1)).isLessThan(Priority.DEFAULT);
    }

    @Test
    void instants_are_cut_off_at_microseconds_also_before_1970() {
        for (String text : List.of("2026-01-01T00:00:00.123456789Z", "1969-12-31T23:59:59.999999999Z")) {
            Instant instant = Instant.parse(text);
            assertThat(Micros.toInstant(Micros.of(instant))).isEqualTo(Micros.truncate(instant));
        }
        assertThat(Micros.ofNullable(null)).isNull();
        assertThat(Micros.toInstantNullable(null)).isNull();
        assertThat(Micros.toInstantNullable(1L)).isEqualTo(Instant.ofEpochSecond(0, 1000));
        assertThat(Micros.ofNullable(Instant.ofEpochSecond(1))).isEqualTo(1_000_000L);
    }

    @Test
    void ids_sort_as_numbers_and_as_text_alike() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            TaskId a = new TaskId(random.nextLong() >>> 1);
            TaskId b = new TaskId(random.nextLong() >>> 1);
            assertThat(Integer.signum(a.toString().compareTo(b.toString()))).isEqualTo(Integer.signum(a.compareTo(b)));
            assertThat(TaskId.parse(a.toString().toLowerCase(java.util.Locale.ROOT)))
                    .isEqualTo(a);
        }
        assertThat(new TaskId(Long.MAX_VALUE).toString()).hasSize(13);
    }

    @Test
    void an_id_tells_its_time_and_node() {
        long millis = TaskId.EPOCH_MILLIS + TaskId.MILLIS_MAX;
        TaskId id = TaskId.of(millis, TaskId.NODE_MAX, TaskId.COUNTER_MAX);
        assertThat(id.epochMillis()).isEqualTo(millis);
        assertThat(id.node()).isEqualTo(TaskId.NODE_MAX);
        assertThat(TaskId.parse("OIL0000000000")).isEqualTo(TaskId.parse("0110000000000"));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> TaskId.of(TaskId.EPOCH_MILLIS - 1, 0, 0));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> TaskId.of(millis, 1024, 0));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> new TaskId(-1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "123", "8000000000000", "000000000000U", "00000000000000", "0000000 00000", "é000000000000"})
    void other_texts_are_no_ids(String text) {
        assertThat(TaskId.looksLike(text)).isFalse();
        assertRefused(ErrorCode.INVALID_REQUEST, () -> TaskId.parse(text));
    }

    @Test
    void requirements_are_equal_whatever_their_order() {
        Requirements a =
                Requirements.NONE.and("region", "eu").and("format", "mp4").and("format", "avi");
        Requirements b = Requirements.of(Map.of("format", List.of("avi", "mp4", "avi"), "region", List.of("eu")));
        assertThat(a).isEqualTo(b).hasToString("format=avi&format=mp4&region=eu");
        assertThat(Requirements.parse(a.canonical())).isEqualTo(a);
        Requirements odd = Requirements.NONE.and("a=b&c", "100 % & é");
        assertThat(Requirements.parse(odd.canonical())).isEqualTo(odd);
        assertThat(Requirements.parse("")).isEqualTo(Requirements.NONE);
        assertThat(Requirements.NONE.isEmpty()).isTrue();
        assertRefused(ErrorCode.INVALID_REQUEST, () -> Requirements.parse("region"));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> Requirements.of(Map.of("region", List.of())));
    }

    @Test
    void a_worker_must_offer_all_that_is_required() {
        Requirements wanted = Requirements.parse("format=mp4&format=avi&region=eu");
        Capabilities some = Capabilities.NONE.and("format", "mp4").and("region", "eu");
        assertThat(some.meet(wanted)).isFalse();
        assertThat(some.and("format", "avi").meet(wanted)).isTrue();
        assertThat(Capabilities.NONE.meet(Requirements.NONE)).isTrue();
        assertThat(Capabilities.NONE.meet(wanted)).isFalse();
    }

    @Test
    void the_wildcard_is_the_workers() {
        Capabilities below = Capabilities.NONE.and("category", "Sources.*");
        assertThat(below.meet(Requirements.parse("category=Sources.A"))).isTrue();
        assertThat(below.meet(Requirements.parse("category=Sources.A.B"))).isTrue();
        assertThat(below.meet(Requirements.parse("category=Sources"))).isFalse();
        assertThat(below.meet(Requirements.parse("category=SourcesX"))).isFalse();
        Capabilities all = Capabilities.NONE.and("category", "*");
        assertThat(all.meet(Requirements.parse("category=anything"))).isTrue();
        assertThat(all.meet(Requirements.parse("other=anything"))).isFalse();
        Capabilities plain = Capabilities.NONE.and("category", "Sources.A");
        assertThat(plain.meet(Requirements.NONE.and("category", "Sources.*"))).isFalse();
    }

    @Test
    void retries_double_up_to_the_cap_with_jitter_inside_it() {
        Random random = new Random(1);
        RetryPolicy policy = new RetryPolicy(Duration.ofSeconds(1), 2, Duration.ofSeconds(60), 0.1);
        for (int attempt = 1; attempt < 40; attempt++) {
            double plain = Math.min(60, Math.pow(2, attempt - 1));
            double seconds = policy.delay(attempt, random).toNanos() / 1e9;
            assertThat(seconds).isBetween(plain * 0.9 - 1e-6, Math.min(60, plain * 1.1) + 1e-6);
        }
        assertThat(RetryPolicy.fixed(Duration.ofSeconds(3)).delay(17, random)).isEqualTo(Duration.ofSeconds(3));
        assertRefused(
                ErrorCode.INVALID_REQUEST, () -> new RetryPolicy(Duration.ofSeconds(9), 2, Duration.ofSeconds(1), 0));
    }

    @Test
    void a_retry_policy_that_is_refused_is_told_the_range() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new RetryPolicy(second.multipliedBy(2), 2, second, 0))
                .hasMessageContaining("first wait PT2S")
                .hasMessageContaining("1 ms to its cap, PT1S");
        assertThatThrownBy(() -> new RetryPolicy(second, 11, second, 0)).hasMessageContaining("1 to 10");
        assertThatThrownBy(() -> new RetryPolicy(second, 2, Duration.ofDays(31), 0))
                .hasMessageContaining("up to 30 days");
        assertThatThrownBy(() -> new RetryPolicy(second, 2, second, 0.6)).hasMessageContaining("0 to 0.5");
    }

    @Test
    void what_has_not_finished_is_unfinished() {
        assertThat(TaskStatus.unfinished())
                .containsExactlyInAnyOrder(TaskStatus.QUEUED, TaskStatus.BLOCKED, TaskStatus.HELD, TaskStatus.LEASED)
                .noneMatch(TaskStatus::finished);
    }

    @Test
    void durations_have_bounds() {
        assertRefused(ErrorCode.INVALID_REQUEST, () -> Lease.requireDuration(Duration.ofSeconds(4)));
        assertThat(Lease.requireDuration(Lease.DEFAULT)).isEqualTo(Duration.ofSeconds(25));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> new Outcome.Snooze(Duration.ofSeconds(-1)));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> new Outcome.Retry("x", Duration.ofDays(4000)));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> new RunAfter.Delay(Duration.ofDays(4000)));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> new RunAfter.At(Instant.MAX));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> new Ageing(Duration.ZERO));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> new Progress(101, null));
    }

    @Test
    void ageing_weighs_priority_against_waiting() {
        Instant early = Instant.parse("2026-01-01T00:00:00Z");
        Ageing ageing = new Ageing(Duration.ofSeconds(60));
        long urgentLate = ageing.key(early.plusSeconds(60), new Priority(4));
        assertThat(ageing.key(early, new Priority(5))).isEqualTo(urgentLate);
        assertThat(ageing.key(early, new Priority(6))).isGreaterThan(urgentLate);
    }

    @Test
    void errors_are_shortened_never_refused() {
        Failure failure = new Failure(1, "\ud800\0" + "🙂".repeat(4000), Instant.EPOCH, null, Duration.ofSeconds(-1));
        assertThat(failure.error()).hasSize(Failure.ERROR_LENGTH_MAX).startsWith("\ufffd\ufffd🙂");
        assertThat(failure.took()).isZero();
        assertThat(new Progress(1, "x".repeat(9999)).note()).hasSize(Progress.NOTE_LENGTH_MAX);
    }

    @Test
    void a_specification_is_bounded() {
        TaskDraft draft = TaskDraft.of("mail");
        assertRefused(ErrorCode.INVALID_REQUEST, () -> draft.maxAttempts(0).spec());
        draft.maxAttempts(3);
        assertRefused(
                ErrorCode.LIMIT_EXCEEDED,
                () -> draft.tags(Collections.nCopies(101, "x")).spec());
        draft.tags("a", "b");
        assertRefused(
                ErrorCode.LIMIT_EXCEEDED, () -> draft.title("x".repeat(501)).spec());
        assertRefused(ErrorCode.INVALID_REQUEST, () -> draft.title("nul\0").spec());
        assertThat(draft.title("line\nbreak").spec().title()).isEqualTo("line\nbreak");
        TaskId id = TaskId.of(TaskId.EPOCH_MILLIS, 1, 1);
        assertRefused(ErrorCode.INVALID_REQUEST, () -> draft.dependsOn(id).as(id));
    }

    @Test
    void a_draft_of_a_specification_is_equal() {
        TaskSpec spec = TaskDraft.of("mail")
                .workspace(new Workspace("w"))
                .type(new TaskType("sms"))
                .payload("[1]")
                .requirements(Map.of("k", List.of("v")))
                .title("t")
                .description("d")
                .onDependencyFailure(OnDependencyFailure.CANCEL)
                .key("k")
                .concurrencyKey(new ConcurrencyKey("c"))
                .createdBy("me")
                .attributes(JsonText.EMPTY)
                .externalId(new ExternalId("X-1"))
                .spec();
        assertThat(spec.draft().spec()).isEqualTo(spec);
        assertThat(spec.lane()).isEqualTo(new Lane(new Workspace("w"), new TaskType("sms"), Requirements.parse("k=v")));
    }

    @Test
    void texts_and_errors_do_not_show_content() {
        assertThat(JsonText.of("{\"secret\":1}").toString()).doesNotContain("secret");
        assertThat(new Lineage(255)).hasToString("00000000000000ff");
        assertThat(ErrorCode.DAMAGED.error("m", new IllegalStateException()).getCause())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void one_thing_is_told_as_one() {
        assertThat(Counted.tasks(1)).isEqualTo("1 task");
        assertThat(Counted.tasks(0)).isEqualTo("0 tasks");
        assertThat(Counted.of(20_000, "record", "records")).isEqualTo("20,000 records");
    }
}
