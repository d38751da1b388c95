package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.PersistenceBackend;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A process that works on a queue file until it is killed, and says what was acknowledged to it. */
final class KilledWriter {

    private static final TaskType TYPE = new TaskType("work");

    private KilledWriter() {}

    /** The arguments are the file, the first id and the journal's limit. */
    public static void main(String[] args) {
        BackendAddress address = new BackendAddress("json", args[0], Map.of("journal-limit", args[2]));
        PersistenceBackend backend =
                new JsonLegacyBackendProvider().open(address, BackendOptions.defaults(), OpenMode.CREATE);
        say("opened");
        for (long id = Long.parseLong(args[1]); ; id++) {
            TaskId task = new TaskId(id);
            backend.intake().enqueue(List.of(TaskDraft.of(TYPE).title("Täsk ✅").as(task)));
            say("enqueued " + task);
            if (id % 2 == 0) {
                complete(backend);
            }
        }
    }

    private static void complete(PersistenceBackend backend) {
        ClaimRequest request = new ClaimRequest(
                new WorkerId("killed"),
                Workspace.DEFAULT,
                Set.of(TYPE),
                Capabilities.NONE,
                SchedulingStrategy.FIFO,
                1,
                Duration.ofSeconds(25));
        for (ClaimedTask claimed : backend.leasing().claim(request)) {
            backend.leasing().settle(List.of(new Settlement(claimed.lease(), new Outcome.Complete(null))));
            say("completed " + claimed.task().id());
        }
    }

    private static void say(String what) {
        System.out.println(what);
        System.out.flush();
    }
}
