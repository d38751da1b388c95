package dev.taskport.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everybody who wants to know; a failing one harms nobody else. */
final class Listeners implements TaskListener {

    private static final Logger log = LoggerFactory.getLogger(Listeners.class);

    private final List<TaskListener> all = new CopyOnWriteArrayList<>();

    void add(TaskListener listener) {
        all.add(listener);
    }

    void remove(TaskListener listener) {
        all.remove(listener);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    @Override
    public void on(TaskHappening event) {
        for (TaskListener listener : all) {
            try {
                listener.on(event);
            } catch (Throwable e) { // an observer's fault is not the task's
                log.warn(
                        "Listener {} failed at {} of task {}: {}",
                        listener.getClass().getName(),
                        event.kind(),
                        event.task(),
                        ErrorText.withoutMessages(e)); // an event may quote what a handler said
            }
        }
    }
}
