package dev.taskport.bench.peer;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A queue under measurement, opened in a folder of its own. */
public interface Session extends AutoCloseable {

    /** Takes one in; on return it is as durable as the peer makes it. */
    void enqueue(Job job) throws Exception;

    /** Takes many in, by whatever the peer has for that. */
    void enqueue(List<Job> jobs) throws Exception;

    /** Takes one in without waiting; complete when it is durable. */
    default CompletableFuture<?> enqueueAsync(Job job) {
        throw new UnsupportedOperationException("It has no such call");
    }

    /** Starts workers. Called at most once. */
    void work(Consumer<String> handler) throws Exception;

    /** Waits until the store knows that everything is done, where the peer can tell. Asked while workers run. */
    default void awaitSettled() throws Exception {}

    /** Ends the workers, gracefully. Called once after {@link #work}. */
    void rest() throws Exception;

    /** How many jobs are in the store and not done, read back from it. Asked while no workers run. */
    long left() throws Exception;

    /** Ends what still runs, and closes the store. */
    @Override
    void close() throws IOException;
}
