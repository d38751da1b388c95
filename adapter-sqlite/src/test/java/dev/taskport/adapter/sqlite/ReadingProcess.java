package dev.taskport.adapter.sqlite;

import dev.taskport.domain.TaskportException;
import dev.taskport.port.BackendCare;
import dev.taskport.port.BackendProvider.OpenMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Another process that only reads: says what the store's own check finds, then how many tasks there are, once at the start
 * and once per line; or what went wrong.
 */
final class ReadingProcess {

    private ReadingProcess() {}

    /** The first argument is the file; after the word backup comes where to write one. */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        try {
            System.out.println("probe " + Store.probe(file).exists());
            read(file, args);
        } catch (TaskportException e) {
            System.out.println(e.code() + " " + e.getMessage());
        }
    }

    private static void read(Path file, String[] args) throws IOException {
        try (Store store = Store.open(file, OpenMode.READ_ONLY)) {
            List<String> wrong = store.backend().care().check().stream()
                    .filter(check -> !check.ok())
                    .map(BackendCare.Check::name)
                    .toList();
            System.out.println("wrong " + wrong);
            do {
                System.out.println("tasks " + store.total());
                if (args.length > 2 && args[1].equals("backup")) {
                    System.out.println("backup " + store.backend().care().backup(Path.of(args[2])));
                }
            } while (System.in.read() >= 0);
        }
    }
}
