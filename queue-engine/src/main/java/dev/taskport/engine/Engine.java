package dev.taskport.engine;

import java.time.Instant;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * What everything that runs on one opened store shares.
 *
 * @param random for spreading waits; nothing that must be unpredictable
 * @param settled rings when a worker of this process has stored the end of a task
 */
record Engine(
        BackendHandle backend,
        Ticker ticker,
        RandomGenerator random,
        IdSource ids,
        Listeners listeners,
        Pools pools,
        Bell settled) {

    /** The time by the backend's clock; the last that it told while it cannot be asked. */
    Instant now() {
        return backend.lastKnownNow();
    }

    static Engine over(BackendHandle backend, Ticker ticker) {
        return new Engine(
                backend, ticker, new Random(), new IdSource(backend), new Listeners(), new Pools(), new Bell());
    }
}
