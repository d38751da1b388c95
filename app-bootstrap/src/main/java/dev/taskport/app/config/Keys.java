package dev.taskport.app.config;

import dev.taskport.domain.Ageing;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lease;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.WorkerPoolBuilder;
import dev.taskport.port.BackendAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Everything that can be configured, in the order of the reference. The one place that names a key or a default. */
public final class Keys {

    private static final List<Key<?>> ALL = new ArrayList<>();

    public static final Key<BackendAddress> BACKEND = key(
            "backend",
            "sqlite:./taskport.db",
            "Where the tasks live: SCHEME:LOCATION, for example sqlite:./tasks.db or memory:. A relative path in a file"
                    + " counts from the folder of that file.",
            BackendAddress::parse);
    public static final Key<Workspace> WORKSPACE =
            key("workspace", Workspace.DEFAULT.value(), "The workspace that commands work in.", Workspace::new);
    public static final Key<Set<SchedulingStrategy>> STRATEGIES = key(
            "strategies",
            "PRIORITY, FIFO, LIFO",
            "The orders that the store keeps ready: " + names(SchedulingStrategy.values()) + ".",
            Keys::strategies);
    public static final Key<Ageing> AGEING_STEP = key(
            "ageing.step",
            "60s",
            "For PRIORITY_AGEING: how much waiting outweighs one step of priority; 1ms to 1d.",
            text -> new Ageing(Durations.parse(text)));
    public static final Key<Integer> PAYLOAD_MAX =
            key("payload.max", "256KiB", "The largest payload of a task; 1 B to 8 MiB.", Keys::payloadMax);
    public static final Key<String> SQLITE_DURABILITY = key(
            "sqlite.durability",
            "full",
            "SQLite only. full: what was acknowledged survives power loss; normal: it survives a crash of the process,"
                    + " and the last moments may be lost with the power.",
            text -> oneOf(text, "full", "normal"));
    public static final Key<Integer> SQLITE_READERS = key(
            "sqlite.readers",
            "4",
            "SQLite only: how many connections of a process may read at once; 1 to 64.",
            text -> integer(text, 1, 64));
    public static final Key<Integer> WORKER_CONCURRENCY = key(
            "worker.concurrency",
            Integer.toString(WorkerPoolBuilder.CONCURRENCY_DEFAULT),
            "How many tasks a worker runs at a time; 1 to " + WorkerPoolBuilder.CONCURRENCY_MAX + ".",
            text -> integer(text, 1, WorkerPoolBuilder.CONCURRENCY_MAX));
    public static final Key<SchedulingStrategy> WORKER_STRATEGY = key(
            "worker.strategy",
            "PRIORITY",
            "Which due task a worker takes first; one of the strategies above.",
            text -> constant(SchedulingStrategy.class, text));
    public static final Key<Duration> WORKER_LEASE = key(
            "worker.lease",
            Lease.DEFAULT.toSeconds() + "s",
            "How long a worker may be silent before its tasks are taken over; 5s to 1d. Renewed at a third.",
            text -> Lease.requireDuration(Durations.parse(text)));
    public static final Key<Duration> WORKER_SHUTDOWN_GRACE = key(
            "worker.shutdown-grace",
            WorkerPoolBuilder.GRACE_DEFAULT.toSeconds() + "s",
            "How long running tasks may go on after the worker was asked to stop; then they are given back.",
            Durations::parse);
    public static final Key<Duration> WORKER_SNOOZE = key(
            "worker.snooze",
            "10s",
            "work --exec: how long a task waits whose command ended with exit code 75.",
            Durations::parse);
    public static final Key<Duration> RETRY_FIRST =
            key("retry.first", "1s", "The wait after the first failed attempt.", Durations::parse);
    public static final Key<Double> RETRY_FACTOR = key(
            "retry.factor",
            "2",
            "By how much the wait grows with each further attempt; 1 to 10.",
            text -> number(text, 1, 10));
    public static final Key<Duration> RETRY_CAP =
            key("retry.cap", "5m", "The longest wait, jitter included; up to 30d.", Durations::parse);
    public static final Key<Double> RETRY_JITTER = key(
            "retry.jitter",
            "0.1",
            "By how much waits are spread to either side; 0 to 0.5.",
            text -> number(text, 0, 0.5));
    public static final Key<Optional<Duration>> RETENTION_COMPLETED = key(
            "retention.completed", "7d", "How long COMPLETED tasks are kept; never means for ever.", Keys::retention);
    public static final Key<Optional<Duration>> RETENTION_CANCELLED =
            key("retention.cancelled", "7d", "How long CANCELLED tasks are kept.", Keys::retention);
    public static final Key<Optional<Duration>> RETENTION_DEAD =
            key("retention.dead", "never", "How long DEAD tasks are kept.", Keys::retention);
    public static final Key<Optional<Duration>> RETENTION_IMPORTED = key(
            "retention.imported",
            "never",
            "How long history is kept that came finished from another program.",
            Keys::retention);
    public static final Key<String> BACKUP_FOLDER = key(
            "backup.folder",
            "./taskport-backups",
            "Where backups go. A relative path in a file counts from the folder of that file.",
            Keys::text);
    public static final Key<String> LOG_LEVEL = key(
            "log.level",
            "warn",
            "How much the log on standard error says: error, warn, info or debug.",
            text -> oneOf(text, "error", "warn", "info", "debug"));

    private Keys() {}

    public static List<Key<?>> all() {
        return Collections.unmodifiableList(ALL);
    }

    private static <T> Key<T> key(String name, String defaultText, String meaning, Function<String, T> reader) {
        Key<T> key = new Key<>(name, defaultText, meaning, reader);
        ALL.add(key);
        return key;
    }

    private static String text(String text) {
        if (text.isBlank()) {
            throw ErrorCode.INVALID_REQUEST.error("It is empty. Give it a value.");
        }
        return text;
    }

    private static Set<SchedulingStrategy> strategies(String text) {
        Set<SchedulingStrategy> all = EnumSet.noneOf(SchedulingStrategy.class);
        for (String name : text.split(",", -1)) {
            all.add(constant(SchedulingStrategy.class, name.strip()));
        }
        return Collections.unmodifiableSet(all);
    }

    private static int payloadMax(String text) {
        int bytes = Sizes.parse(text);
        if (bytes < 1 || bytes > JsonText.BYTES_MAX) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "\"" + text + "\" is not between 1 B and 8 MiB. Choose a size in that range.");
        }
        return bytes;
    }

    private static Optional<Duration> retention(String text) {
        return text.equalsIgnoreCase("never") ? Optional.empty() : Optional.of(Durations.parse(text));
    }

    private static int integer(String text, int min, int max) {
        if (!text.matches("[0-9]+")) {
            throw outOfRange(text, "a whole number", min, max);
        }
        return (int) number(text, min, max);
    }

    private static double number(String text, double min, double max) {
        try {
            double number = Double.parseDouble(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException refused) {
            // answered below, like a number out of range
        }
        throw outOfRange(text, "a number", min, max);
    }

    private static TaskportException outOfRange(String text, String what, double min, double max) {
        return ErrorCode.INVALID_REQUEST.error(String.format(
                "\"%s\" is not %s between %s and %s. Choose one in that range.", text, what, plain(min), plain(max)));
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static String oneOf(String text, String... allowed) {
        for (String candidate : allowed) {
            if (candidate.equalsIgnoreCase(text)) {
                return candidate;
            }
        }
        throw unknown(text, List.of(allowed));
    }

    /** Reads a constant in either case, with dashes or underscores. */
    public static <E extends Enum<E>> E constant(Class<E> type, String text) {
        String wanted = text.replace('-', '_');
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(wanted)) {
                return constant;
            }
            names.add(constant.name());
        }
        throw unknown(text, names);
    }

    private static TaskportException unknown(String text, List<String> allowed) {
        return ErrorCode.INVALID_REQUEST.error(
                "\"" + text + "\" is not one of " + String.join(", ", allowed) + "." + Nearest.hint(text, allowed));
    }

    private static String names(Enum<?>[] constants) {
        return String.join(", ", Arrays.stream(constants).map(Enum::name).toList());
    }
}
