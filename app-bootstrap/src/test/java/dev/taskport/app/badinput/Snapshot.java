package dev.taskport.app.badinput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every file below a folder with all its bytes, and every folder, to see whether anything was changed. */
record Snapshot(Map<String, String> files) {

    static Snapshot of(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                files.put(
                        folder.relativize(path).toString(),
                        Files.isDirectory(path) ? "folder" : HexFormat.of().formatHex(Files.readAllBytes(path)));
            }
        }
        return new Snapshot(files);
    }

    /** The same files as they are now, without those that came. */
    Snapshot ofThese(Snapshot later) {
        Map<String, String> same = new TreeMap<>(later.files());
        same.keySet().retainAll(files.keySet());
        return new Snapshot(same);
    }
}
