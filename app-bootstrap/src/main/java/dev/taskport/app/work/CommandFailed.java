package dev.taskport.app.work;

/** A command ended with an exit code that fails the attempt. Its text is what the task keeps as the error. */
final class CommandFailed extends Exception {

    private static final long serialVersionUID = 1L;

    CommandFailed(int exitCode, String errors) {
        // Where in this program the command was started helps nobody, so there is no stack trace.
        super("exit code " + exitCode + (errors.isBlank() ? "" : ": " + errors.strip()), null, false, false);
    }

    /** Without the name of this class, which would tell the reader nothing. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // the engine keeps toString() as the task's error text
    public String toString() {
        return String.valueOf(getMessage());
    }
}
