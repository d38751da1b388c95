package dev.taskport.app.cli;

import dev.taskport.app.output.ProgressBar;
import dev.taskport.domain.TaskportException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Lets a bar follow work that reports nothing, by looking now and then; looks at nothing where no bar is shown. */
final class BarWatch implements AutoCloseable {

    private static final long EVERY_MILLIS = 250;
    private static final long LAST_LOOK_SECONDS = 30;

    private final ProgressBar bar;
    private final LongSupplier done;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(BarWatch::daemon);

    BarWatch(ProgressBar bar, LongSupplier done) {
        this.bar = bar;
        this.done = done;
    }

    /** Looks at once, and from now on until this is closed. */
    @SuppressWarnings("FutureReturnValueIgnored") // a look that fails is followed by another
    void begin() {
        if (bar.visible()) {
            look();
            looks.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        try {
            bar.at(done.getAsLong());
        } catch (TaskportException notNow) {
            // the work itself meets it too, and says so
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
        try {
            // The store is closed next, and nobody may look at it then.
            looks.awaitTermination(LAST_LOOK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException endNow) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "taskport-progress");
        thread.setDaemon(true);
        return thread;
    }
}
