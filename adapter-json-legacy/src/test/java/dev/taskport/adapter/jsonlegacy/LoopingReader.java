package dev.taskport.adapter.jsonlegacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The old program as a reader: looks at the file again and again, without a pause, whatever others do meanwhile. */
final class LoopingReader implements AutoCloseable {

    private final Path file;
    private final List<String> faults = new ArrayList<>();
    private final Thread thread = new Thread(this::loop, "looping-reader");
    private volatile boolean ended;
    private volatile long looks;
    private volatile long contents;

    LoopingReader(Path file) {
        this.file = file;
        thread.setDaemon(true);
        thread.start();
    }

    /** How often it has read the whole file. */
    long looks() {
        return looks;
    }

    /** How often it found another content than at the look before; each of them it has parsed. */
    long contents() {
        return contents;
    }

    private void loop() {
        byte[] last = {};
        long read = 0;
        long different = 0;
        while (!ended) {
            try {
                byte[] seen = Files.readAllBytes(file);
                looks = ++read;
                if (!Arrays.equals(seen, last)) {
                    contents = ++different;
                    faults.addAll(LegacyShape.faults(seen));
                    last = seen;
                }
            } catch (NoSuchFileException e) {
                if (read > 0) {
                    faults.add("the file was gone after " + read + " looks");
                }
            } catch (IOException e) {
                faults.add(e.toString());
            }
        }
    }

    /** What was wrong with any content; stops the reading. */
    List<String> faults() throws InterruptedException {
        ended = true;
        thread.join();
        return faults;
    }

    @Override
    public void close() {
        ended = true;
    }
}
