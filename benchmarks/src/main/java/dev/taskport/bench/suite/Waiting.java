package dev.taskport.bench.suite;

import dev.taskport.bench.Durability;
import dev.taskport.bench.Load;
import dev.taskport.bench.Phase;
import dev.taskport.bench.peer.TaskportPeer;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.Taskport;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProfile;
import dev.taskport.port.BackendProvider;
import dev.taskport.port.Pause;
import dev.taskport.port.TaskLeasing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What waits in a store whose claims are timed.
 *
 * @param free how many tasks may be taken
 * @param ahead how many tasks are more urgent, and may not
 * @param obstacle why they may not
 * @param weighted whether the store keeps the order of chance beside the usual ones
 */
record Waiting(int free, int ahead, Obstacle obstacle, boolean weighted) {

    /** The type of the tasks that may be taken. */
    static final TaskType TYPE = new TaskType("mail");

    /** A type that the worker would take, were it not paused. */
    static final TaskType PAUSED = new TaskType("paused");

    /** Why a task may not be taken. */
    enum Obstacle {
        NONE,
        NOT_DUE,
        FOREIGN_TYPE,
        UNMET_REQUIREMENT,
        PAUSED_TYPE;

        private String words() {
            return switch (this) {
                case NONE -> "";
                case NOT_DUE -> "that are not due";
                case FOREIGN_TYPE -> "of a foreign type";
                case UNMET_REQUIREMENT -> "with an unmet requirement";
                case PAUSED_TYPE -> "of a paused type";
            };
        }

        private TaskDraft applied(TaskDraft draft) {
            return switch (this) {
                case NONE -> draft;
                case NOT_DUE -> draft.delay(Duration.ofDays(1));
                case FOREIGN_TYPE -> draft.type(new TaskType("foreign"));
                case UNMET_REQUIREMENT -> draft.require("gpu", "yes");
                case PAUSED_TYPE -> draft.type(PAUSED);
            };
        }
    }

    /** In words. */
    String words() {
        String all = String.format("%,d wait", free);
        return ahead == 0 ? all : all + String.format(" behind %,d ", ahead) + obstacle.words();
    }

    /**
     * A store in which this waits.
     *
     * @param finished how many tasks have ended in it before
     */
    Taskport open(Path folder, Durability durability, Load load, int finished) {
        Set<SchedulingStrategy> strategies = EnumSet.copyOf(BackendProfile.STRATEGIES_DEFAULT);
        if (weighted) {
            strategies.add(SchedulingStrategy.WEIGHTED_RANDOM);
        }
        Taskport taskport = Taskport.open(
                BackendAddress.parse("sqlite:" + folder.resolve("growth.db") + "?durability=" + durability.option()),
                BackendOptions.defaults().strategies(strategies),
                BackendProvider.OpenMode.CREATE);
        try {
            finish(taskport, load, finished);
            fill(taskport, load, ahead, obstacle);
            taskport.backend().control().pause(Pause.type(Pause.Gate.CLAIMS, Workspace.DEFAULT, PAUSED));
            fill(taskport, load, free, Obstacle.NONE);
        } catch (RuntimeException e) {
            taskport.close();
            throw e;
        }
        return taskport;
    }

    private static void finish(Taskport taskport, Load load, int count) {
        TaskLeasing leasing = taskport.backend().leasing();
        for (int done = 0; done < count; done += Phase.BULK) {
            fill(taskport, load, Phase.BULK, Obstacle.NONE);
            List<ClaimedTask> held = leasing.claim(MemorySuite.claim(Phase.BULK));
            leasing.settle(MemorySuite.ends(held)).forEach(MemorySuite::requireApplied);
        }
    }

    private static void fill(Taskport taskport, Load load, int count, Obstacle obstacle) {
        Load.Priorities priorities = load.priorityOfEach();
        String payload = load.payload();
        for (int done = 0; done < count; done += Phase.BULK) {
            List<TaskDraft> drafts = new ArrayList<>(Phase.BULK);
            for (int i = 0; i < Phase.BULK; i++) {
                drafts.add(obstacle.applied(TaskDraft.of(TYPE).payload(payload).priority(priorities.next())));
            }
            taskport.queue().enqueue(drafts).forEach(TaskportPeer::requireCreated);
        }
    }
}
