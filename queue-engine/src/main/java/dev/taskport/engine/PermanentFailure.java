package dev.taskport.engine;

/** Thrown by a handler whose task cannot succeed, however often it is tried: the task is DEAD at once. */
public class PermanentFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PermanentFailure(String message) {
        super(message);
    }

    public PermanentFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
