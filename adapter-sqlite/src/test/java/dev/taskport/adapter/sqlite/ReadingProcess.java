package dev.taskport.adapter.sqlite;

import dev.taskport.domain.TaskportException;
import dev.taskport.port.BackendProvider.OpenMode;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Another process that only reads: says what the store's own check finds, then how many tasks there are, once at the start
 * and once per line; or what went wrong.
 */
final class ReadingProcess {

    private ReadingProcess() {}

    /** The argument is the file. */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        try {
            System.out.println("probe " + Store.probe(file).exists());
            read(file);
        } catch (TaskportException e) {
            System.out.println(e.code() + " " + e.getMessage());
        }
    }

    private static void read(Path file) throws IOException {
        try (Store store = Store.open(file, OpenMode.READ_ONLY)) {
            do {
                System.out.println("tasks " + store.total());
            } while (System.in.read() >= 0);
        }
    }
}
