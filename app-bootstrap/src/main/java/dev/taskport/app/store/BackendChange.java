package dev.taskport.app.store;

import dev.taskport.app.config.Addresses;
import dev.taskport.app.config.Configuration;
import dev.taskport.app.output.Words;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import dev.taskport.migration.PastRun;
import dev.taskport.port.BackendAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Notices that the configuration names another backend than last time. Work that waits in the old store must not be
 * forgotten silently: between durable stores the start is refused; to memory, which is an emergency, it is only said.
 */
public final class BackendChange {

    private static final String MEMORY = "memory";

    private final Configuration configuration;
    private final BackendAddress next;
    private final LastBackend last;

    public BackendChange(Configuration configuration) {
        this.configuration = configuration;
        this.next = absolute(configuration.backend());
        this.last = new LastBackend(configuration.folder());
    }

    /** The backend before, if the configuration names another one now. */
    public Optional<BackendAddress> previous() {
        return last.read()
                .filter(address -> !Addresses.real(address)
                        .toString()
                        .equals(Addresses.real(next).toString()));
    }

    /**
     * To be called before the store is opened.
     *
     * @param startEmpty whether the operator said that the old store's work may stay where it is
     * @param warn is told what waits where, if the start goes on nevertheless
     * @throws TaskportException INVALID_REQUEST if work would be left behind
     */
    void check(boolean startEmpty, Consumer<String> warn) {
        if (isMemory(next)) {
            warnOfWaiting(warn);
        } else if (!startEmpty) {
            previous().ifPresent(this::refuseIfWorkIsLeft);
        }
    }

    /** Says what waits in the durable store that was used before, if the configuration names memory now. */
    public void warnOfWaiting(Consumer<String> warn) {
        previous().flatMap(this::waitingIn).ifPresent(warn);
    }

    /**
     * To be called before the store is opened to be worked on: says if its tasks were moved to the one that was used before,
     * where their life went on. Known from the journal beside that store, because a migration leaves its source as it was.
     */
    void warnIfMovedAway(Consumer<String> warn) {
        if (!isMemory(next)) {
            previous().flatMap(this::movedTo).ifPresent(warn);
        }
    }

    private Optional<String> movedTo(BackendAddress other) {
        Optional<PastRun> there = lastRun(next, other);
        Optional<PastRun> back = lastRun(other, next);
        return there.filter(run -> back.isEmpty() || back.get().finishedAt().isBefore(run.finishedAt()))
                .map(run -> String.format(
                        "The tasks of %s were moved to %s by run %s, which ended at %s. Here they are as they were then: what"
                                + " was done there since would be done again. To go on there, name that store again; to come"
                                + " back, stop here and use: taskport migrate %s --to %s --on-conflict replace",
                        next, other, run.name(), run.finishedAt(), Words.quoted(other), Words.quoted(next)));
    }

    private static Optional<PastRun> lastRun(BackendAddress from, BackendAddress to) {
        return PastRun.into(to).stream()
                .filter(run -> same(run.source(), from))
                .max(Comparator.comparing(PastRun::finishedAt));
    }

    private static boolean same(BackendAddress one, BackendAddress other) {
        return one.scheme().equals(other.scheme())
                && Addresses.real(one).location().equals(Addresses.real(other).location());
    }

    /** To be called once the store is open: from now on this is the backend used last. */
    void remember(Consumer<String> warn) {
        if (isMemory(next) || last.holds(next)) {
            return;
        }
        try {
            last.write(next);
        } catch (IOException unwritable) {
            warn.accept("The folder " + configuration.folder().toAbsolutePath()
                    + " cannot remember its backend (" + unwritable.getMessage()
                    + "), so a change of the configuration would not be noticed. Make it writable.");
        }
    }

    /**
     * To be called when tasks were brought into the configured store: it is the one used last from now on, unless work that it
     * does not know still waits in the one before.
     */
    public void brought(Consumer<String> warn) {
        if (previous().map(this::countLeft).orElse(0L) == 0) {
            remember(warn);
        }
    }

    private static boolean isMemory(BackendAddress address) {
        return address.scheme().equals(MEMORY);
    }

    private Optional<String> waitingIn(BackendAddress old) {
        try {
            long unfinished = LeftWork.count(old, next, configuration);
            return unfinished == 0
                    ? Optional.empty()
                    : Optional.of(String.format(
                            "This process starts with memory, empty. %s in %s, untouched; nobody works on them until"
                                    + " the configuration names that store again. What memory holds ends with the process.",
                            waits(unfinished), old));
        } catch (TaskportException unreadable) {
            return Optional.of("This process starts with memory, empty. " + old
                    + " was used before and cannot be looked at: " + unreadable.getMessage());
        }
    }

    private void refuseIfWorkIsLeft(BackendAddress old) {
        long left = countLeft(old);
        if (left > 0) {
            throw ErrorCode.INVALID_REQUEST.error(String.format(
                    "The configuration names %s, but %s in %s, which was used before. Nothing was started and nothing was"
                            + " changed. %s",
                    next, waits(left), old, waysOn(old)));
        }
    }

    /** What can be done today comes first. */
    private String waysOn(BackendAddress old) {
        return String.format(
                "Three ways on:%n"
                        + "  taskport migrate %s --to %s   moves it now, verified%n"
                        + "  --start-empty   leaves that work where it is and starts without it%n"
                        + "  taskport rollout start --to %s   will move the queue while it runs; not in this version yet",
                Words.quoted(old), Words.quoted(next), Words.quoted(next));
    }

    /** For a look that changes nothing: that another store was used before, what waits there, and what can be done. */
    public Optional<String> description() {
        return previous().map(old -> {
            String change = "this folder used " + old + " last, and the configuration names another store; ";
            try {
                long left = LeftWork.count(old, next, configuration);
                return change + (left == 0 ? "no work waits there" : waits(left) + " there" + ways(old));
            } catch (TaskportException unreadable) {
                return change + "whether work waits there cannot be said: " + unreadable.getMessage();
            }
        });
    }

    private String ways(BackendAddress old) {
        return isMemory(next) ? "" : ". " + waysOn(old);
    }

    private long countLeft(BackendAddress old) {
        try {
            return LeftWork.count(old, next, configuration);
        } catch (TaskportException unreadable) {
            throw ErrorCode.INVALID_REQUEST.error(
                    String.format(
                            "The configuration names %s. %s was used before, and whether work waits there cannot be said: %s"
                                    + " Nothing was started. Repair that store, or start without it by --start-empty.",
                            next, old, unreadable.getMessage()),
                    unreadable);
        }
    }

    private static String waits(long tasks) {
        return Words.tasks(tasks) + (tasks == 1 ? " waits" : " wait");
    }

    /** Comparable whatever folder the program was started in; without options, which may change freely. */
    private static BackendAddress absolute(BackendAddress address) {
        BackendAddress bare = new BackendAddress(address.scheme(), address.location(), Map.of());
        return Addresses.resolved(bare, Path.of("").toAbsolutePath());
    }
}
