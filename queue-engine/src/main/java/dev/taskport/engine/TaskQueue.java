package dev.taskport.engine;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskEdit;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import dev.taskport.port.ControlAnswer;
import dev.taskport.port.EnqueueAnswer;
import dev.taskport.port.LogLine;
import dev.taskport.port.Pause;
import dev.taskport.port.TaskLog;
import dev.taskport.port.TaskQuery;
import dev.taskport.port.TaskStats;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The tasks of one workspace of a store, for those who bring work and those who look after it. Safe for use by several
 * threads.
 *
 * <p>Every method may throw a {@link TaskportException}; what it means for the caller is its {@link
 * TaskportException#meaning() meaning}.
 */
public final class TaskQueue {

    private final Engine engine;
    private final Workspace workspace;
    private final Intake intake;
    private final AsyncIntake async;

    TaskQueue(Engine engine, Workspace workspace, AsyncIntake async) {
        this.engine = engine;
        this.workspace = workspace;
        this.intake = new Intake(engine, workspace);
        this.async = async;
    }

    public Workspace workspace() {
        return workspace;
    }

    /** A new id, for {@link #enqueueAll}. */
    public TaskId newId() {
        return engine.ids().next();
    }

    /** Takes a task in; once this returns, it is stored. */
    public EnqueueAnswer enqueue(TaskDraft draft) {
        return enqueue(List.of(draft)).get(0);
    }

    /** Takes tasks in, all or none; answers in order. */
    public List<EnqueueAnswer> enqueue(List<TaskDraft> drafts) {
        return drafts.isEmpty()
                ? List.of()
                : intake.storeNew(drafts.stream().map(intake::named).toList());
    }

    /**
     * Takes tasks in under the caller's ids, all or none. After OUTCOME_UNKNOWN call it again with the same tasks: that has
     * one effect.
     */
    public List<EnqueueAnswer> enqueueAll(List<NewTask> tasks) {
        tasks.forEach(intake::required);
        return tasks.isEmpty() ? List.of() : intake.store(tasks);
    }

    /**
     * Takes a task in, as a rule without waiting; the future ends when it is stored, or with the reason why not.
     *
     * <p>It is stored behind the caller's back, together with what else has come. The caller's own thread stores it, and
     * what waits before it, when 10,000 tasks wait already, and while or after the store is closed.
     */
    public CompletableFuture<EnqueueAnswer> enqueueAsync(TaskDraft draft) {
        return async.enqueue(intake, intake.named(draft));
    }

    public Optional<Task> find(TaskId id) {
        return engine.backend().inspection().find(workspace, id);
    }

    public Optional<Task> find(IdempotencyKey key) {
        return engine.backend().inspection().find(workspace, key);
    }

    /** Finds by id, then by the id that the task had in the program it came from. */
    public Optional<Task> find(String reference) {
        Optional<Task> found = TaskId.looksLike(reference) ? find(TaskId.parse(reference)) : Optional.empty();
        return found.or(() -> externalId(reference)
                .flatMap(id -> engine.backend().inspection().find(workspace, id)));
    }

    private static Optional<ExternalId> externalId(String reference) {
        try {
            return Optional.of(new ExternalId(reference));
        } catch (TaskportException e) { // what is no legal id belongs to no task
            return Optional.empty();
        }
    }

    /** One page; the next begins after its last id. */
    public List<Task> list(TaskQuery query) {
        return engine.backend().inspection().list(required(query));
    }

    /** Every task that matches, in order of id, read page by page while the stream is consumed. */
    public Stream<Task> all(TaskQuery query) {
        TaskQuery paged = required(query).limit(TaskQuery.LIMIT_MAX);
        return Stream.iterate(list(paged), page -> !page.isEmpty(), page -> next(paged, page))
                .flatMap(List::stream);
    }

    private List<Task> next(TaskQuery query, List<Task> page) {
        return page.size() < query.limit()
                ? List.of()
                : list(query.after(page.get(page.size() - 1).id()));
    }

    private TaskQuery required(TaskQuery query) {
        if (!query.workspace().equals(workspace)) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "The query is for workspace " + query.workspace() + ", but this queue is workspace " + workspace
                            + ". Nothing was read. Use the queue of that workspace.");
        }
        return query;
    }

    /**
     * Waits until a task has ended, wherever it is run.
     *
     * @return the task as it is then, or as it is when the time is over; look at its status
     * @throws TaskportException NOT_FOUND if there is no such task (any more)
     */
    public Task await(TaskId id, Duration atMost) throws InterruptedException {
        Deadline.in(atMost).await(engine.settled(), () -> required(id).status().finished());
        return required(id);
    }

    private Task required(TaskId id) {
        return find(id).orElseThrow(
                        () -> ErrorCode.NOT_FOUND.error(
                                "There is no task " + id + " in workspace " + workspace
                                        + ". Nothing was done. It may have been removed after its retention time; check the id and the workspace."));
    }

    /** Calls a task off, at once; a running handler is told. */
    public ControlAnswer cancel(TaskId task) {
        return cancel(List.of(task)).get(0);
    }

    public List<ControlAnswer> cancel(List<TaskId> tasks) {
        List<ControlAnswer> answers = engine.backend().control().cancel(workspace, tasks);
        applied(answers).forEach(engine.pools()::cancelled);
        return told(TaskHappening.Kind.CANCELLED, answers);
    }

    /** Starts a finished task anew: this is how a dead letter is tried again. */
    public ControlAnswer replay(TaskId task) {
        return replay(List.of(task)).get(0);
    }

    public List<ControlAnswer> replay(List<TaskId> tasks) {
        return told(TaskHappening.Kind.REPLAYED, engine.backend().control().replay(workspace, tasks));
    }

    /** Keeps a waiting task from being run until {@link #unhold}. */
    public ControlAnswer hold(TaskId task) {
        return hold(List.of(task)).get(0);
    }

    public List<ControlAnswer> hold(List<TaskId> tasks) {
        return told(TaskHappening.Kind.HELD, engine.backend().control().hold(workspace, tasks));
    }

    public ControlAnswer unhold(TaskId task) {
        return unhold(List.of(task)).get(0);
    }

    public List<ControlAnswer> unhold(List<TaskId> tasks) {
        return told(TaskHappening.Kind.UNHELD, engine.backend().control().unhold(workspace, tasks));
    }

    private List<ControlAnswer> told(TaskHappening.Kind kind, List<ControlAnswer> answers) {
        applied(answers).forEach(task -> engine.listeners().on(TaskHappening.of(kind, task, null)));
        return answers;
    }

    private static List<TaskId> applied(List<ControlAnswer> answers) {
        return answers.stream()
                .filter(answer -> answer.kind() == ControlAnswer.Kind.APPLIED)
                .map(ControlAnswer::task)
                .toList();
    }

    /** Changes a waiting task, if nobody has changed it since its revision was read. */
    public ControlAnswer edit(TaskEdit edit) {
        return engine.backend().control().edit(workspace, edit);
    }

    /** Closes a gate for this workspace. */
    public void pause(Pause.Gate gate) {
        engine.backend().control().pause(Pause.workspace(gate, workspace));
    }

    public void resume(Pause.Gate gate) {
        engine.backend().control().resume(Pause.workspace(gate, workspace));
    }

    /** Closes a gate for one type of this workspace. */
    public void pause(Pause.Gate gate, TaskType type) {
        engine.backend().control().pause(Pause.type(gate, workspace, type));
    }

    public void resume(Pause.Gate gate, TaskType type) {
        engine.backend().control().resume(Pause.type(gate, workspace, type));
    }

    /** The gates that are closed, of the whole store. */
    public Set<Pause> pauses() {
        return engine.backend().inspection().pauses();
    }

    /**
     * Pauses intake and waits until no task of this workspace is due or LEASED. Intake stays paused.
     *
     * @return whether that came to be within the time
     */
    public boolean drain(Duration atMost) throws InterruptedException {
        pause(Pause.Gate.INTAKE);
        return Deadline.in(atMost).await(engine.settled(), this::drained);
    }

    private boolean drained() {
        TaskStats stats = stats();
        return stats.oldestQueuedSince() == null && stats.count(TaskStatus.LEASED) == 0;
    }

    /** Counts by type and status. */
    public TaskStats stats() {
        return engine.backend().inspection().stats(workspace);
    }

    /**
     * Why a task is not running.
     *
     * @throws TaskportException NOT_FOUND if there is no such task
     */
    public Explanation explain(TaskId id) {
        return new Explainer(engine).explain(required(id));
    }

    /** All that a task has logged, oldest first. */
    public List<LogLine> log(TaskId task) {
        return log(task, 0, TaskLog.LINES_MAX);
    }

    /**
     * Some of what a task has logged.
     *
     * @param after the sequence number of the last line read; 0 for the beginning
     * @param limit 1 to {@value TaskLog#LINES_MAX}
     */
    public List<LogLine> log(TaskId task, long after, int limit) {
        return engine.backend().log().read(workspace, task, after, limit);
    }

    /** Tasks that wait for this one, by id; at most 1000. */
    public List<TaskId> dependants(TaskId task) {
        return engine.backend().inspection().dependants(workspace, task, TaskQuery.LIMIT_MAX);
    }
}
