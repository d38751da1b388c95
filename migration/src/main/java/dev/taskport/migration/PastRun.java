package dev.taskport.migration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taskport.domain.TaskportException;
import dev.taskport.port.BackendAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A migration that is over, as its journal tells.
 *
 * @param name of the run
 * @param source from where it moved the tasks
 * @param finishedAt when it was over
 */
public record PastRun(String name, BackendAddress source, Instant finishedAt) {

    /**
     * The finished runs into a store whose journals lie beside it, which is their place unless another was named. What cannot
     * be read there is left out: that a run is missing proves nothing.
     */
    public static List<PastRun> into(BackendAddress target) {
        try (Stream<Path> folders = Files.list(MigrationRun.beside(target))) {
            return folders.map(PastRun::of).flatMap(Optional::stream).toList();
        } catch (IOException | TaskportException noneThere) {
            return List.of();
        }
    }

    private static Optional<PastRun> of(Path folder) {
        try {
            List<JsonNode> lines = MigrationJournal.read(folder.resolve(MigrationJournal.FILE));
            return MigrationJournal.source(lines)
                    .flatMap(source -> MigrationJournal.finishedAt(lines)
                            .map(at -> new PastRun(folder.getFileName().toString(), BackendAddress.parse(source), at)));
        } catch (IOException | TaskportException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
