package dev.taskport.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a task is in its life. Changed only by {@link TaskLifecycle}, restored by backends and imports.
 *
 * @param runAfter not claimed before
 * @param attempt attempts begun and not given back
 * @param leaseEpoch claims so far; never reset
 * @param leaseGeneration the store's generation at the last claim; 0 before the first
 * @param leasedBy who holds it; null unless LEASED
 * @param leasedUntil until when; null unless LEASED
 * @param failures newest last, at most {@link Failure#COUNT_MAX}
 * @param startedAt when the last attempt began
 * @param finishedAt when it ended; null unless finished, and for imported tasks that did not say
 * @param importedAt when it came from another program; null if it was enqueued here
 * @param revision how often it was edited
 * @param dependencies in the producer's order
 */
public record TaskState(
        TaskStatus status,
        Instant runAfter,
        int attempt,
        long leaseEpoch,
        long leaseGeneration,
        @Nullable WorkerId leasedBy,
        @Nullable Instant leasedUntil,
        List<Failure> failures,
        @Nullable JsonText result,
        @Nullable Progress progress,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant importedAt,
        long revision,
        List<Dependency> dependencies,
        @Nullable LastSettlement lastSettlement) {

    public TaskState {
        failures = List.copyOf(failures);
        dependencies = List.copyOf(dependencies);
    }

    /** How many dependencies have not completed yet. */
    public int openDependencies() {
        int open = 0;
        for (Dependency dependency : dependencies) {
            open += dependency.satisfied() ? 0 : 1;
        }
        return open;
    }

    /** A new life: {@code status} as given, everything else as at the beginning. */
    public static Builder builder(TaskStatus status, Instant createdAt) {
        return new Builder(status, Micros.truncate(createdAt));
    }

    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Collects the parts of a state. Not safe for use by several threads. */
    public static final class Builder {
        private TaskStatus status;
        private Instant runAfter;
        private int attempt;
        private long leaseEpoch;
        private long leaseGeneration;
        private @Nullable WorkerId leasedBy;
        private @Nullable Instant leasedUntil;
        private List<Failure> failures = List.of();
        private @Nullable JsonText result;
        private @Nullable Progress progress;
        private Instant createdAt;
        private Instant updatedAt;
        private @Nullable Instant startedAt;
        private @Nullable Instant finishedAt;
        private @Nullable Instant importedAt;
        private long revision;
        private List<Dependency> dependencies = List.of();
        private @Nullable LastSettlement lastSettlement;

        private Builder(TaskStatus status, Instant createdAt) {
            this.status = status;
            this.runAfter = createdAt;
            this.createdAt = createdAt;
            this.updatedAt = createdAt;
        }

        private Builder(TaskState state) {
            this.status = state.status;
            this.runAfter = state.runAfter;
            this.attempt = state.attempt;
            this.leaseEpoch = state.leaseEpoch;
            this.leaseGeneration = state.leaseGeneration;
            this.leasedBy = state.leasedBy;
            this.leasedUntil = state.leasedUntil;
            this.failures = state.failures;
            this.result = state.result;
            this.progress = state.progress;
            this.createdAt = state.createdAt;
            this.updatedAt = state.updatedAt;
            this.startedAt = state.startedAt;
            this.finishedAt = state.finishedAt;
            this.importedAt = state.importedAt;
            this.revision = state.revision;
            this.dependencies = state.dependencies;
            this.lastSettlement = state.lastSettlement;
        }

        public Builder status(TaskStatus value) {
            status = value;
            return this;
        }

        public Builder runAfter(Instant value) {
            runAfter = Micros.truncate(value);
            return this;
        }

        public Builder attempt(int value) {
            attempt = value;
            return this;
        }

        public Builder leaseEpoch(long value) {
            leaseEpoch = value;
            return this;
        }

        public Builder leaseGeneration(long value) {
            leaseGeneration = value;
            return this;
        }

        public Builder leasedBy(@Nullable WorkerId value) {
            leasedBy = value;
            return this;
        }

        public Builder leasedUntil(@Nullable Instant value) {
            leasedUntil = truncated(value);
            return this;
        }

        public Builder failures(List<Failure> value) {
            failures = value;
            return this;
        }

        public Builder result(@Nullable JsonText value) {
            result = value;
            return this;
        }

        public Builder progress(@Nullable Progress value) {
            progress = value;
            return this;
        }

        public Builder updatedAt(Instant value) {
            updatedAt = Micros.truncate(value);
            return this;
        }

        public Builder startedAt(@Nullable Instant value) {
            startedAt = truncated(value);
            return this;
        }

        public Builder finishedAt(@Nullable Instant value) {
            finishedAt = truncated(value);
            return this;
        }

        public Builder importedAt(@Nullable Instant value) {
            importedAt = truncated(value);
            return this;
        }

        public Builder revision(long value) {
            revision = value;
            return this;
        }

        public Builder dependencies(List<Dependency> value) {
            dependencies = value;
            return this;
        }

        public Builder lastSettlement(@Nullable LastSettlement value) {
            lastSettlement = value;
            return this;
        }

        public TaskState build() {
            return new TaskState(
                    status,
                    runAfter,
                    attempt,
                    leaseEpoch,
                    leaseGeneration,
                    leasedBy,
                    leasedUntil,
                    failures,
                    result,
                    progress,
                    createdAt,
                    updatedAt,
                    startedAt,
                    finishedAt,
                    importedAt,
                    revision,
                    dependencies,
                    lastSettlement);
        }

        private static @Nullable Instant truncated(@Nullable Instant instant) {
            return instant == null ? null : Micros.truncate(instant);
        }
    }
}
