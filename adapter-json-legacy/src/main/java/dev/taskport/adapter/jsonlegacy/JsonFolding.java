package dev.taskport.adapter.jsonlegacy;

import dev.taskport.adapter.jsonlegacy.JsonWorld.Step;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskportException;
import dev.taskport.heap.HeapContent;
import dev.taskport.heap.HeapStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Folds a journal into a file that the old program can read. The steps, and what is found after a crash or a failure before
 * each of them:
 *
 * <ol>
 *   <li>{@link Step#DOCUMENT}: the new document, beside the queue file. Before it, nothing has happened.
 *   <li>{@link Step#STATE}: the state that goes with it. Before it, a document lies there without a state and is written
 *       anew next time; the generation before it and its journal are the truth.
 *   <li>From here on the new generation is the newest, and ours: what comes next goes into its journal.
 *   <li>{@link Step#LOOK}: the last look at the queue file, which keeps it under a second name. If somebody has written it
 *       since it was last looked at, it is left alone; that is brought in first.
 *   <li>{@link Step#REPLACE}: the queue file becomes the new document. Before it, the queue file is an older one, which is
 *       recognised by its hash, and is replaced when the store is opened or written again.
 *   <li>{@link Step#WRITTEN}: a mark that the queue file has shown the generation. Before it, whoever puts the file of the
 *       generation before back at just this moment is not noticed.
 *   <li>{@link Step#TIDY}: what belongs to generations before the last two goes. Before it, there is more than is needed.
 * </ol>
 */
final class JsonFolding {

    private final JsonFolder folder;
    private final JsonLegacyOptions options;
    private final JsonQueueFile file;
    private final JsonWorld world;

    JsonFolding(JsonFolder folder, JsonLegacyOptions options, JsonQueueFile file, JsonWorld world) {
        this.folder = folder;
        this.options = options;
        this.file = file;
        this.world = world;
    }

    /**
     * A generation that was written.
     *
     * @param order of the tasks in its document
     * @param unfit records that cannot stand in a queue file
     * @param bytes of document and state
     */
    record Written(JsonGeneration generation, List<TaskId> order, List<String> unfit, long bytes) {
        Written {
            order = List.copyOf(order);
            unfit = List.copyOf(unfit);
        }
    }

    /**
     * The first half: from the store to a whole generation.
     *
     * @param replaces what the queue file is now
     */
    Written write(long number, HeapStore store, SeenFile replaces) throws IOException {
        HeapContent content = store.content();
        JsonDocument document = JsonDocument.of(
                content,
                replaces.order(),
                options,
                folder.data(),
                store.moment().now());
        byte[] bytes = document.bytes();
        requireReadable(bytes, content.tasks().size());
        byte[] state = JsonGeneration.text(
                number,
                LegacyText.sha256(bytes),
                LegacyText.sha256Of(JsonDocument.open(document.text())),
                replaces.hash(),
                content,
                store.identity(),
                options);
        world.before(Step.DOCUMENT);
        JsonFile.replace(folder.document(number), bytes);
        world.before(Step.STATE);
        JsonFile.replace(folder.state(number), state);
        return new Written(
                JsonGeneration.read(folder, number),
                document.order(),
                LegacyRootRecords.unfit(content),
                (long) bytes.length + state.length);
    }

    /** What nobody could read again must not take the place of what everybody can. */
    private void requireReadable(byte[] bytes, int tasks) throws IOException {
        try {
            LegacyDocument read = LegacyReader.read(LegacyText.of(folder.data(), bytes));
            if (bytes.length > options.own().bytesMax() || read.records().size() != tasks) {
                throw new IOException(
                        "of " + tasks + " tasks only " + read.records().size() + " could be read again");
            }
        } catch (TaskportException e) {
            throw new IOException("what would be written could not be read again: " + e.getMessage(), e);
        }
    }

    /**
     * The second half: from a whole generation to the queue file.
     *
     * @param open whether there are newer changes, so that the file has to say so
     * @param seen what the queue file is now
     * @return what it is then; empty if somebody has written it meanwhile
     */
    Optional<SeenFile> show(JsonGeneration generation, boolean open, SeenFile seen) throws IOException {
        Optional<SeenFile> shown = replace(generation, open, seen);
        if (shown.isPresent()) {
            world.before(Step.WRITTEN);
            folder.markWritten(generation.number());
        }
        return shown;
    }

    /** Lets the file say that there are newer changes, before there is the first. */
    Optional<SeenFile> mark(JsonGeneration generation, SeenFile seen) throws IOException {
        world.before(Step.MARK);
        return replace(generation, true, seen);
    }

    private Optional<SeenFile> replace(JsonGeneration generation, boolean open, SeenFile seen) throws IOException {
        String text = LegacyText.read(
                        folder.document(generation.number()), options.own().bytesMax())
                .text();
        byte[] bytes = open
                ? JsonDocument.open(text).getBytes(StandardCharsets.UTF_8)
                : JsonFile.read(
                        folder.document(generation.number()), options.own().bytesMax());
        if (!file.replace(bytes, seen)) {
            return Optional.empty();
        }
        String hash = open ? generation.open() : generation.document();
        return Optional.of(new SeenFile(file.fingerprint(), hash, seen.order()));
    }

    /** Removes what belongs to generations before {@code before}. */
    void tidy(long before) throws IOException {
        world.before(Step.TIDY);
        folder.tidy(before);
    }
}
