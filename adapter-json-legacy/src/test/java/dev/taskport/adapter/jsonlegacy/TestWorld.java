package dev.taskport.adapter.jsonlegacy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A world in which something happens before a step, and in which time passes at once. */
final class TestWorld implements JsonWorld {

    /** What may happen. */
    interface Event {
        void happen() throws IOException;
    }

    private final Map<Step, Event> events = new EnumMap<>(Step.class);
    private final List<Event> pauses = new ArrayList<>();
    private Duration paused = Duration.ZERO;

    /** Each time before the step. */
    TestWorld before(Step step, Event event) {
        events.put(step, event);
        return this;
    }

    TestWorld failBefore(Step step) {
        return before(step, () -> {
            throw new IOException("No space left on device");
        });
    }

    /** In the first pause that is not taken by another event. */
    TestWorld inPause(Event event) {
        pauses.add(event);
        return this;
    }

    void heal() {
        events.clear();
    }

    Duration paused() {
        return paused;
    }

    @Override
    public void before(Step step) throws IOException {
        Event event = events.get(step);
        if (event != null) {
            event.happen();
        }
    }

    @Override
    public void pause(Duration time) {
        paused = paused.plus(time);
        if (!pauses.isEmpty()) {
            try {
                pauses.remove(0).happen();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
