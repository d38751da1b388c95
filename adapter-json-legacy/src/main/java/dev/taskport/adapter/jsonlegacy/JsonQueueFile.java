package dev.taskport.adapter.jsonlegacy;

import dev.taskport.adapter.jsonlegacy.JsonFile.Fingerprint;
import dev.taskport.adapter.jsonlegacy.JsonWorld.Step;
import dev.taskport.domain.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue file, which other programs write too and which nobody locks.
 *
 * <p>It is looked at directly before it is replaced, and what was replaced keeps a second name in the folder beside it until
 * the next time. So a program that opened the file before it was replaced, and writes into it only afterwards, is noticed
 * too: its bytes arrive under that name. What nothing can notice is a program that puts a file of its own in the place of
 * the queue file in the instant between the last look and the replacing, and one that writes into a file that was replaced
 * twice since it opened it. For one thread at a time.
 */
final class JsonQueueFile {

    private static final Logger LOG = LoggerFactory.getLogger(JsonQueueFile.class);

    private static final Duration PAUSE = Duration.ofMillis(50);
    /** So long a file that is not whole must stay the same until nobody is taken to be writing it. */
    private static final int PAUSES_STILL = 20;
    /** So long a file that is being written is waited for. */
    private static final int PAUSES_MAX = 200;

    private final JsonFolder folder;
    private final JsonWorld world;
    private final long bytesMax;
    /** The replaced file as it was when it was replaced; null for one that another process has replaced. */
    private @Nullable Fingerprint replaced;

    JsonQueueFile(JsonFolder folder, long bytesMax, JsonWorld world) {
        this.folder = folder;
        this.bytesMax = bytesMax;
        this.world = world;
    }

    @Nullable
    Fingerprint fingerprint() {
        return JsonFile.fingerprint(folder.data());
    }

    FoundFile look() {
        return look(folder.data());
    }

    /** The queue file once it is whole, or nobody writes it any more. */
    FoundFile settled() {
        return settled(folder.data());
    }

    private FoundFile look(Path file) {
        try {
            Fingerprint before = JsonFile.fingerprint(file);
            // A change between the two makes the fingerprint an old one, and so the next look a thorough one.
            return before == null
                    ? new FoundFile(file, null, new byte[0])
                    : new FoundFile(file, before, JsonFile.read(file, bytesMax));
        } catch (NoSuchFileException e) {
            return new FoundFile(file, null, new byte[0]);
        } catch (IOException e) {
            throw JsonFile.unavailable(file, "cannot be read", e);
        }
    }

    private FoundFile settled(Path file) {
        FoundFile found = look(file);
        int still = 0;
        for (int i = 0; i < PAUSES_MAX && still < PAUSES_STILL; i++) {
            if (found.queue() != null) {
                return found;
            }
            world.pause(PAUSE);
            FoundFile next = look(file);
            still = next.hash().equals(found.hash()) && Objects.equals(next.fingerprint(), found.fingerprint())
                    ? still + 1
                    : 0;
            found = next;
        }
        if (still < PAUSES_STILL && found.queue() == null) {
            throw ErrorCode.UNAVAILABLE.error(
                    file + " is being written by another program and is not whole. Nothing was"
                            + " stored. Try again when that program is done.");
        }
        return found;
    }

    /**
     * What somebody has written into the file that was replaced last, since it was replaced; empty if nobody has.
     *
     * @param own what it may hold without that
     */
    Optional<FoundFile> late(Set<String> own) {
        Path old = folder.replaced();
        Fingerprint now = JsonFile.fingerprint(old);
        if (now == null || now.equals(replaced) || sameFile(now, fingerprint())) {
            return Optional.empty();
        }
        FoundFile found = look(old);
        if (own.contains(found.hash())) {
            replaced = found.fingerprint();
            return Optional.empty();
        }
        return Optional.of(settled(old));
    }

    private static boolean sameFile(Fingerprint one, @Nullable Fingerprint other) {
        return other != null && one.key() != null && one.key().equals(other.key());
    }

    /** What was written late is in the store, for good. */
    void lateIsKept() {
        try {
            Files.deleteIfExists(folder.replaced());
            replaced = null;
        } catch (IOException e) {
            LOG.debug("{} stays until the file is replaced again", folder.replaced(), e);
            replaced = JsonFile.fingerprint(folder.replaced());
        }
    }

    /**
     * Replaces the file, if it is still what it was when it was looked at.
     *
     * @param seen what it was
     * @return whether it was replaced; if not, somebody has written it since
     */
    boolean replace(byte[] bytes, SeenFile seen) throws IOException {
        Path temporary = JsonFile.prepare(folder.data(), bytes);
        try {
            world.before(Step.LOOK);
            if (late(Set.of()).isPresent()) {
                return false;
            }
            keepOld();
            FoundFile found = look();
            world.before(Step.REPLACE);
            if (!found.hash().equals(seen.hash()) || !Objects.equals(found.fingerprint(), fingerprint())) {
                return false;
            }
            JsonFile.moveOver(temporary, folder.data());
            replaced = found.fingerprint();
        } finally {
            Files.deleteIfExists(temporary);
        }
        JsonFile.forceFolder(folder.data());
        return true;
    }

    /** Gives the present file its second name; where the system has no such names, late writers are not noticed. */
    private void keepOld() throws IOException {
        Files.deleteIfExists(folder.replaced());
        replaced = null;
        try {
            Files.createLink(folder.replaced(), folder.data());
        } catch (UnsupportedOperationException | IOException e) {
            LOG.debug("{} gets no second name", folder.data(), e);
        }
    }
}
