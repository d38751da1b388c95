package dev.taskport.app.badinput;

import dev.taskport.engine.Taskport;
import java.io.IOException;

/** A program that opens a store to work on it, says so, and keeps it open until its standard input ends. */
final class HoldStore {

    private HoldStore() {}

    public static void main(String[] args) throws IOException {
        try (Taskport taskport = Taskport.open(args[0])) {
            System.out.print(taskport.backend().current().profile().durable() ? '!' : '?');
            System.out.flush();
            while (System.in.read() >= 0) {
                // whoever started this closes the stream
            }
        }
    }
}
