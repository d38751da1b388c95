package dev.taskport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.engine.testing.SettableClock;
import dev.taskport.port.PersistenceBackend;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ElectionTest {

    private final SettableClock clock = new SettableClock();
    private final PersistenceBackend memory = TestStore.memory(clock);
    private final BackendHandle backend = new BackendHandle(memory);
    private final Election ada = new Election(backend, "task", "ada");
    private final Election bob = new Election(backend, "task", "bob");

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void one_leads_and_stays_while_it_says_so() {
        assertThat(ada.lead()).isTrue();
        assertThat(bob.lead()).isFalse();
        clock.advance(Election.TERM.minusMillis(1));
        assertThat(ada.lead()).isTrue();
        clock.advance(Election.TERM.minusMillis(1));
        assertThat(bob.lead()).isFalse();
        assertThat(bob.leader()).contains("ada");
    }

    @Test
    void another_leads_when_the_term_is_over() {
        ada.lead();
        clock.advance(Election.TERM);
        assertThat(bob.leader()).isEmpty();
        assertThat(bob.lead()).isTrue();
        assertThat(ada.lead()).isFalse();
    }

    @Test
    void who_resigns_makes_room_at_once_and_nobody_else_can_do_it_for_him() {
        ada.lead();
        bob.resign();
        assertThat(ada.leader()).contains("ada");
        ada.resign();
        ada.resign();
        assertThat(bob.lead()).isTrue();
    }

    @Test
    void elections_of_different_names_are_independent() {
        assertThat(ada.lead()).isTrue();
        assertThat(new Election(backend, "other", "bob").lead()).isTrue();
    }

    @Test
    void who_was_overtaken_between_looking_and_writing_does_not_lead() {
        FaultyBackend slow = new FaultyBackend(memory);
        boolean[] overtaken = {false};
        slow.around((method, call) -> {
            if (method.equals("write") && !overtaken[0]) {
                overtaken[0] = true;
                assertThat(bob.lead()).isTrue();
            }
            return call.proceed();
        });
        assertThat(new Election(new BackendHandle(slow.backend()), "task", "ada").lead())
                .isFalse();
        assertThat(ada.leader()).contains("bob");
    }

    @Test
    void of_many_at_once_one_leads() {
        AtomicInteger leaders = new AtomicInteger();
        List<Election> many = IntStream.range(0, 64)
                .mapToObj(i -> new Election(backend, "race", "c" + i))
                .toList();
        many.parallelStream().filter(Election::lead).forEach(leader -> leaders.incrementAndGet());
        assertThat(leaders).hasValue(1);
    }
}
