package dev.taskport.app.output;

/** A failure whose message says everything that people need; nothing is to be added. */
public abstract class CompleteMessage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected CompleteMessage(String message) {
        super(message);
    }
}
