package dev.taskport.adapter.jsonlegacy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * What happens around the writing of files: time passes, and a disk or a process may fail before any step. A test brings
 * its own world.
 */
interface JsonWorld {

    /** The steps of keeping a group of writes and of folding, in their order; {@link JsonFolding} tells what each is for. */
    enum Step {
        MARK,
        APPEND,
        DOCUMENT,
        STATE,
        LOOK,
        REPLACE,
        WRITTEN,
        TIDY
    }

    /** The real one: nothing comes between two steps. */
    JsonWorld REAL = new JsonWorld() {
        @Override
        public void before(Step step) {
            // Only what really happens to the disk.
        }

        @Override
        public void pause(Duration time) {
            LockSupport.parkNanos(time.toNanos());
        }
    };

    /** Called before each step. */
    void before(Step step) throws IOException;

    /** Lets time pass; it may be less. */
    void pause(Duration time);
}
