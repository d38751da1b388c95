package dev.taskport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.Lease;
import dev.taskport.domain.Progress;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import dev.taskport.port.LogLevel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressKeeperTest extends AttemptBench {

    private final ProgressKeeper keeper = new ProgressKeeper(engine, attempts, leases);

    private AttemptContext running() {
        return new AttemptContext(running(Lease.DEFAULT), engine, leases, () -> false);
    }

    private @Nullable Progress stored(AttemptContext context) {
        return task(context.task().id()).state().progress();
    }

    @Test
    void the_first_report_is_stored_at_once_and_of_those_that_follow_the_last_at_the_heartbeat() {
        AttemptContext context = running();
        for (int percent = 1; percent <= 99; percent++) {
            context.progress(percent, null);
        }
        assertThat(stored(context)).isEqualTo(new Progress(1, null));
        assertThat(faulty.count("progress")).isEqualTo(1);
        keeper.beat();
        assertThat(stored(context)).isEqualTo(new Progress(99, null));
        assertThat(faulty.count("progress")).isEqualTo(2);
    }

    @Test
    void a_heartbeat_sends_the_reports_of_all_tasks_in_one_call_and_nothing_twice() {
        List<AttemptContext> contexts = List.of(running(), running(), running());
        contexts.forEach(context -> context.progress(1, null));
        contexts.forEach(context -> context.progress(2, null));
        assertThat(faulty.count("progress")).isEqualTo(3);
        keeper.beat();
        keeper.beat();
        assertThat(faulty.count("progress")).isEqualTo(4);
        assertThat(contexts).allSatisfy(context -> assertThat(stored(context)).isEqualTo(new Progress(2, null)));
    }

    @Test
    void after_a_heartbeat_without_news_the_next_report_is_stored_at_once() {
        AttemptContext context = running();
        context.progress(1, null);
        keeper.beat();
        context.progress(2, null);
        assertThat(stored(context)).isEqualTo(new Progress(2, null));
    }

    @Test
    void what_was_said_last_is_stored_when_the_handler_has_ended() {
        AttemptContext context = running();
        context.progress(1, null);
        context.progress(100, "done");
        context.sendProgress();
        context.sendProgress();
        assertThat(stored(context)).isEqualTo(new Progress(100, "done"));
        assertThat(faulty.count("progress")).isEqualTo(2);
    }

    @Test
    void L2_a_report_under_a_lost_lease_stops_the_handler() {
        AttemptContext context = running();
        context.progress(1, null);
        context.progress(2, null);
        faulty.real().control().cancel(Workspace.DEFAULT, List.of(context.task().id()));
        keeper.beat();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(context.cancelled()).isTrue();
    }

    @Test
    void L2_whatever_is_said_first_under_a_lost_lease_is_told_to_the_listeners_once() {
        List<TaskHappening> told = new ArrayList<>();
        engine.listeners().add(told::add);
        AttemptContext reporting = running();
        AttemptContext logging = running();
        faulty.real()
                .control()
                .cancel(
                        Workspace.DEFAULT,
                        List.of(reporting.task().id(), logging.task().id()));
        reporting.progress(1, null);
        logging.log(LogLevel.INFO, "too late");
        assertThat(Thread.interrupted()).isTrue();
        keeper.beat();
        assertThat(told).extracting(TaskHappening::kind).containsOnly(TaskHappening.Kind.LEASE_LOST);
        assertThat(told)
                .extracting(TaskHappening::task)
                .containsExactly(reporting.task().id(), logging.task().id());
    }

    @Test
    void an_older_report_that_is_on_its_way_is_not_overtaken() {
        AttemptContext context = running();
        faulty.around((method, call) -> {
            if (method.equals("progress") && faulty.count("progress") == 1) {
                context.progress(2, null);
                keeper.beat();
            }
            return call.proceed();
        });
        context.progress(1, null);
        assertThat(faulty.count("progress")).isEqualTo(1);
        keeper.beat();
        assertThat(stored(context)).isEqualTo(new Progress(2, null));
    }

    @Test
    void a_report_that_could_not_be_sent_costs_nothing_but_itself() {
        AttemptContext context = running();
        faulty.unavailable(2, "progress");
        context.progress(1, null);
        context.progress(2, null);
        assertThatThrownBy(keeper::beat).isInstanceOf(TaskportException.class);
        keeper.beat();
        context.progress(3, null);
        assertThat(stored(context)).isEqualTo(new Progress(3, null));
    }
}
