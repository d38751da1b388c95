package dev.taskport.app.demo;

/** Something that the demo claims is not true. */
public final class DemoFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoFailed(String claim) {
        super("The demo found that this is not true: " + claim
                + ". Nothing outside its own folder was touched. Please report it with the output above.");
    }
}
