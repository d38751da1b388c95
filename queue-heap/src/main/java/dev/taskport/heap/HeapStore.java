package dev.taskport.heap;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Moment;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskportException;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.LogLine;
import dev.taskport.port.RecordKey;
import dev.taskport.port.StoreIdentity;
import dev.taskport.port.StoredRecord;
import dev.taskport.port.commit.GroupCommit;
import dev.taskport.port.commit.GroupStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All tables, behind one lock. A write happens as a whole or not at all; with a keeper the writes of concurrent callers are
 * combined into groups, and each is answered once its group is kept. Safe for use by several threads.
 */
public final class HeapStore implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Undo undo = new Undo();
    private final BackendOptions options;
    private final StoreIdentity identity;
    private final @Nullable HeapKeeper keeper;
    private final @Nullable GroupCommit<HeapStore> groups;
    private final String closedMessage;
    private final Touched touched;
    private final Characters characters = new Characters();
    private final TaskTable tasks;
    private final LogTable logs;
    private final RecordTable records;
    private final PauseTable pauses;
    private final NodeTable nodes;
    private final HeapWakeups wakeups = new HeapWakeups(this::closedError);
    /** Where the running write began. */
    private int writeMark;

    private boolean claimableBefore;
    private long changes;
    private boolean claimable;
    private boolean closed;

    private HeapStore(
            BackendOptions options, StoreIdentity identity, @Nullable HeapKeeper keeper, String closedMessage) {
        this.options = options;
        this.identity = identity;
        this.keeper = keeper;
        this.closedMessage = closedMessage;
        this.touched = new Touched(keeper != null);
        this.tasks = new TaskTable(options, undo, touched, characters, this::claimable);
        this.logs = new LogTable(undo, touched, characters);
        this.records = new RecordTable(undo, touched, characters);
        this.pauses = new PauseTable(undo, touched);
        this.nodes = new NodeTable(undo, touched);
        // Only a thread that nobody interrupts may write files: an interrupt closes them in the middle of a write.
        this.groups = keeper == null
                ? null
                : new GroupCommit<>("taskport-heap-writer", new Groups(keeper), GroupCommit.Leaders.OWN_THREAD);
    }

    /**
     * An empty store that ends with its process.
     *
     * @param closedMessage what callers are told once it is closed
     */
    public static HeapStore forgetful(BackendOptions options, StoreIdentity identity, String closedMessage) {
        return new HeapStore(options, identity, null, closedMessage);
    }

    /**
     * A store whose content outlives it.
     *
     * @param content what is in it already
     * @param closedMessage what callers are told once it is closed
     */
    public static HeapStore kept(
            BackendOptions options,
            StoreIdentity identity,
            HeapContent content,
            HeapKeeper keeper,
            String closedMessage) {
        HeapStore store = new HeapStore(options, identity, keeper, closedMessage);
        store.fill(content);
        return store;
    }

    private void fill(HeapContent content) {
        content.lanes().forEach(lane -> tasks.advance(lane.lane(), lane.value()));
        content.tasks().forEach(kept -> {
            put(kept.task(), kept.ticket());
            kept.log().forEach(line -> logs.append(kept.task().id(), line));
        });
        content.records().forEach(records::put);
        content.pauses().forEach(pauses::add);
        content.grants().forEach(nodes::put);
        forget();
    }

    public BackendOptions options() {
        return options;
    }

    public StoreIdentity identity() {
        return identity;
    }

    TaskTable tasks() {
        return tasks;
    }

    LogTable logs() {
        return logs;
    }

    RecordTable records() {
        return records;
    }

    PauseTable pauses() {
        return pauses;
    }

    NodeTable nodes() {
        return nodes;
    }

    HeapWakeups wakeups() {
        return wakeups;
    }

    /** Now, in the store's generation. */
    public Moment moment() {
        return new Moment(options.clock().instant(), identity.generation());
    }

    boolean importTimesBelongToTasks() {
        return keeper == null || keeper.importTimesBelongToTasks();
    }

    /** Everything that is in the store. For keepers inside their calls, and inside {@link #read}. */
    public HeapContent content() {
        return new HeapContents(this).all();
    }

    /** How much there is in the store. For keepers inside their calls, and inside {@link #read}. */
    public HeapGrowth.Extent extent() {
        return new HeapGrowth.Extent(tasks.size(), characters.count());
    }

    /** A task as it is. For keepers inside their calls, and inside {@link #read}. */
    public Optional<Task> find(TaskId id) {
        return tasks.find(id);
    }

    /** Stores a task as it is found outside; if it has ended, its dependants follow. For keepers inside {@link HeapKeeper#begin}. */
    public void put(Task task) {
        new TaskChanges(this).save(task, moment());
    }

    private void put(Task task, @Nullable Double ticket) {
        if (ticket == null) {
            tasks.put(task, moment().now());
        } else {
            tasks.put(task, ticket.doubleValue());
        }
    }

    /** Removes a task that is gone outside. For keepers inside {@link HeapKeeper#begin}. */
    public void remove(TaskId task) {
        new TaskChanges(this).remove(task);
    }

    /** Stores a document as it is found outside. For keepers inside {@link HeapKeeper#begin}. */
    public void put(StoredRecord found) {
        records.put(found);
        changed();
    }

    /** Removes a document that is gone outside. For keepers inside {@link HeapKeeper#begin}. */
    public void remove(RecordKey key) {
        records.kept(key).ifPresent(records::remove);
        changed();
    }

    /** Everything a task has said. For keepers inside their calls, and inside {@link #read}. */
    public List<LogLine> log(TaskId task) {
        return logs.lines(task, 0, Integer.MAX_VALUE);
    }

    /** Makes what was put and removed before the store was handed to anybody a part of its content. */
    public void settled() {
        forget();
    }

    /** How many writes there were that a copy of this store would have to follow. Only inside a read or write. */
    long changes() {
        return changes;
    }

    /** To be called in a write that a copy of this store would have to follow. */
    void changed() {
        changes++;
        undo.note(() -> changes--);
    }

    /** To be called in a write that made a task claimable. */
    void claimable() {
        claimable = true;
    }

    /** Runs a write: all of it happens, or, if it throws, nothing. It may be run more than once. */
    <T> T write(Supplier<T> work) {
        return groups == null || keeper == null ? writeHere(work) : groups.write(store -> admitted(work, keeper));
    }

    private <T> T writeHere(Supplier<T> work) {
        return locked(() -> {
            claimable = false;
            T answer = began(work);
            finish();
            return answer;
        });
    }

    private <T> T admitted(Supplier<T> work, HeapKeeper by) {
        HeapGrowth.Extent before = extent();
        T answer = began(work);
        HeapGrowth growth = new HeapGrowth(before, extent());
        if (growth.grew()) {
            by.admit(growth);
        }
        return answer;
    }

    private <T> T began(Supplier<T> work) {
        writeMark = undo.mark();
        claimableBefore = claimable;
        return work.get();
    }

    private void finish() {
        forget();
        if (claimable) {
            wakeups.signal();
        }
    }

    private void forget() {
        undo.forget();
        touched.forget();
    }

    /** Takes back what the running write has changed, so that it may answer that it was refused. */
    void takeBack() {
        undo.rollBack(writeMark);
        claimable = claimableBefore;
    }

    /** Begins and ends a group with nothing in it, so that the keeper may bring in what has changed outside. */
    public void refresh() {
        write(() -> identity);
    }

    /** Runs a read. Whatever it changes is taken back, so that a read may try out what a write would do. */
    public <T> T read(Supplier<T> work) {
        return locked(work);
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            requireOpen();
            return work.get();
        } finally {
            rollBack();
            lock.unlock();
        }
    }

    private void rollBack() {
        undo.rollBack();
        touched.forget();
    }

    /** Finishes what is under way; every later call is UNAVAILABLE. Closing again does nothing. */
    @Override
    public void close() {
        if (groups != null) {
            groups.close();
        }
        lock.lock();
        try {
            closed = true;
            wakeups.close();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw closedError();
        }
    }

    private TaskportException closedError() {
        return ErrorCode.UNAVAILABLE.error(closedMessage);
    }

    /** A group holds the lock from its beginning to its end, so that nobody sees what is not kept yet. */
    private final class Groups implements GroupStore<HeapStore> {

        private final HeapKeeper by;

        Groups(HeapKeeper by) {
            this.by = by;
        }

        @Override
        public HeapStore begin() {
            lock.lock();
            try {
                requireOpen();
                claimable = false;
                by.begin(HeapStore.this);
                return HeapStore.this;
            } catch (RuntimeException | Error e) {
                rollback(HeapStore.this);
                throw e;
            }
        }

        @Override
        public void commit(HeapStore store) {
            try {
                by.keep(store, touched.change(store));
                finish();
            } finally {
                rollback(store);
            }
        }

        @Override
        public void rollback(HeapStore store) {
            rollBack();
            lock.unlock();
        }
    }
}
