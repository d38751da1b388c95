package dev.taskport.contract.mutants;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Moment;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskLifecycle;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TaskLeasing;
import java.util.Comparator;
import java.util.List;

final class TiesByTime extends Mutant {

    TiesByTime(PersistenceBackend sound) {
        super(sound);
    }

    private static final Comparator<Task> BY_TIME = Comparator.comparing(Task::priority)
            .thenComparing(task -> task.state().runAfter());

    @Override
    public TaskLeasing leasing() {
        return new ForwardingLeasing(super.leasing()) {
            @Override
            public List<ClaimedTask> claim(ClaimRequest request) {
                return request.strategy() == SchedulingStrategy.PRIORITY && kept(request)
                        ? claimByTime(request)
                        : super.claim(request);
            }
        };
    }

    private boolean kept(ClaimRequest request) {
        return profile().strategies().contains(request.strategy());
    }

    private synchronized List<ClaimedTask> claimByTime(ClaimRequest request) {
        Moment moment = new Moment(clock().instant(), identity().generation());
        List<TaskId> chosen = inspection().preview(request.max(TaskLeasing.BATCH_MAX)).tasks().stream()
                .sorted(BY_TIME)
                .limit(request.max())
                .map(Task::id)
                .toList();
        for (TaskId id : chosen) {
            Task task = find(id).orElseThrow();
            TaskLifecycle.claim(task, request.worker(), request.lease(), moment)
                    .ifPresent(claimed -> force(task, claimed.state()));
        }
        return chosen.stream()
                .flatMap(id -> find(id).stream())
                .map(ClaimedTask::of)
                .toList();
    }
}
