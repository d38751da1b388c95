package dev.taskport.app.demo;

import dev.taskport.app.output.CompleteMessage;

/** Something that the demo claims is not true. */
public final class DemoFailed extends CompleteMessage {

    private static final long serialVersionUID = 1L;

    DemoFailed(String claim) {
        super("The demo found that this is not true: " + claim
                + ". Nothing outside its own folder was touched. Please report it with the output above.");
    }
}
