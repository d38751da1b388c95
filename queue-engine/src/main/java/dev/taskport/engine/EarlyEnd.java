package dev.taskport.engine;

import dev.taskport.domain.Outcome;

/** Carries an outcome out of a handler. It is no failure, so it records no stack. */
final class EarlyEnd extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    EarlyEnd(Outcome outcome) {
        super("The handler ended early (" + outcome.kind() + "); let this exception pass", null, false, false);
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}
