package dev.taskport.contract.model;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Dependency;
import dev.taskport.domain.Lease;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.Task;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.EnqueueAnswer;
import dev.taskport.port.Exchange;
import java.util.Collection;
import java.util.stream.Collectors;

/** Steps in few words, for the story of a run that failed. */
final class Words {

    private Words() {}

    static String of(NewTask task) {
        return task.id() + " " + task.spec().type() + " p" + task.spec().priority()
                + (task.spec().idempotencyKey() == null
                        ? ""
                        : " key " + task.spec().idempotencyKey())
                + (task.spec().requirements().isEmpty()
                        ? ""
                        : " requires " + task.spec().requirements())
                + (task.dependsOn().isEmpty()
                        ? ""
                        : " after " + task.dependsOn() + " else " + task.spec().onDependencyFailure())
                + " " + task.runAfter() + (task.held() ? " held" : "")
                + " in " + task.spec().workspace() + " attempts " + task.spec().maxAttempts();
    }

    static String of(ClaimRequest request) {
        return request.max() + " " + request.strategy() + " of " + request.types() + " in " + request.workspace()
                + " by " + request.worker() + " offering "
                + request.capabilities().offers() + " for " + request.lease();
    }

    static String of(Settlement settlement) {
        return of(settlement.lease()) + " " + settlement.outcome().kind();
    }

    static String of(Lease lease) {
        return lease.task() + "#" + lease.epoch() + "/" + lease.generation();
    }

    static String of(Object answer) {
        if (answer instanceof Collection<?> many) {
            return many.stream().map(Words::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (answer instanceof ClaimedTask claimed) {
            return of(claimed.lease());
        }
        if (answer instanceof EnqueueAnswer enqueued) {
            return enqueued.kind() + " " + enqueued.id() + " " + enqueued.status();
        }
        if (answer instanceof Exchange exchange) {
            return exchange.answers() + " and " + of((Object) exchange.claimed());
        }
        return answer instanceof Task task ? of(task) : String.valueOf(answer);
    }

    private static String of(Task task) {
        return task.id() + " " + task.status() + " "
                + task.state().dependencies().stream().map(Dependency::on).toList();
    }
}
