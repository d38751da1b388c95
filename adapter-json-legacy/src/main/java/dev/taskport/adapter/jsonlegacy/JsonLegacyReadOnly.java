package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Lease;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.Retention;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskEdit;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.ControlAnswer;
import dev.taskport.port.EnqueueAnswer;
import dev.taskport.port.Exchange;
import dev.taskport.port.LeaseAnswer;
import dev.taskport.port.LogAppend;
import dev.taskport.port.LogLine;
import dev.taskport.port.NodeAllotment;
import dev.taskport.port.NodeGrant;
import dev.taskport.port.Pause;
import dev.taskport.port.ProgressReport;
import dev.taskport.port.Renewal;
import dev.taskport.port.TaskControl;
import dev.taskport.port.TaskHousekeeping;
import dev.taskport.port.TaskIntake;
import dev.taskport.port.TaskLeasing;
import dev.taskport.port.TaskLog;
import dev.taskport.port.Wakeups;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The roles that need a store that can be written: each call says that this one cannot, and where to go. */
record JsonLegacyReadOnly(Path file)
        implements TaskIntake, TaskLeasing, TaskControl, TaskHousekeeping, TaskLog, Wakeups, NodeAllotment {

    TaskportException refusal(String what) {
        return ErrorCode.UNSUPPORTED.error(what + " is not possible on " + file
                + ": this version only reads such files. Nothing was done. Move its tasks with taskport migrate json:"
                + file
                + " --to sqlite:./taskport.db and work there.");
    }

    @Override
    public List<EnqueueAnswer> enqueue(List<NewTask> tasks) {
        throw refusal("Enqueuing");
    }

    @Override
    public List<ClaimedTask> claim(ClaimRequest request) {
        throw refusal("Claiming");
    }

    @Override
    public List<Renewal> renew(List<Lease> leases, Duration duration) {
        throw refusal("Renewing a lease");
    }

    @Override
    public List<SettleAnswer> settle(List<Settlement> settlements) {
        throw refusal("Settling");
    }

    @Override
    public Exchange exchange(List<Settlement> settlements, ClaimRequest request) {
        throw refusal("Settling and claiming");
    }

    @Override
    public List<LeaseAnswer> progress(List<ProgressReport> reports) {
        throw refusal("Recording progress");
    }

    /** Nobody can hold anything here. */
    @Override
    public List<ClaimedTask> held(WorkerId worker) {
        return List.of();
    }

    @Override
    public List<ControlAnswer> cancel(Workspace workspace, List<TaskId> tasks) {
        throw refusal("Cancelling");
    }

    @Override
    public List<ControlAnswer> replay(Workspace workspace, List<TaskId> tasks) {
        throw refusal("Replaying");
    }

    @Override
    public List<ControlAnswer> hold(Workspace workspace, List<TaskId> tasks) {
        throw refusal("Holding");
    }

    @Override
    public List<ControlAnswer> unhold(Workspace workspace, List<TaskId> tasks) {
        throw refusal("Releasing a held task");
    }

    @Override
    public ControlAnswer edit(Workspace workspace, TaskEdit edit) {
        throw refusal("Editing");
    }

    @Override
    public void pause(Pause pause) {
        throw refusal("Pausing");
    }

    @Override
    public void resume(Pause pause) {
        throw refusal("Resuming");
    }

    @Override
    public List<Task> reclaimExpired(int limit) {
        throw refusal("Reclaiming");
    }

    @Override
    public int prune(Retention retention, int limit) {
        throw refusal("Pruning");
    }

    @Override
    public int sweepDependencies(int limit) {
        throw refusal("Sweeping dependencies");
    }

    @Override
    public int purgeExpiredRecords(int limit) {
        throw refusal("Purging records");
    }

    @Override
    public List<LeaseAnswer> append(List<LogAppend> lines) {
        throw refusal("Writing a task's log");
    }

    /** The old queue kept no log of its tasks. */
    @Override
    public List<LogLine> read(Workspace workspace, TaskId task, long after, int limit) {
        return List.of();
    }

    @Override
    public long position() {
        throw refusal("Waiting for work");
    }

    @Override
    public long await(long seen, Duration atMost) {
        throw refusal("Waiting for work");
    }

    @Override
    public NodeGrant reserve(@Nullable NodeGrant previous, long millis) {
        throw refusal("Making ids");
    }
}
