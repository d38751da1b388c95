package dev.taskport.app.guice;

import com.google.inject.PrivateModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.taskport.app.config.Configuration;
import dev.taskport.app.store.BackendFactory;
import dev.taskport.engine.BackgroundTasks;
import dev.taskport.engine.TaskQueue;
import dev.taskport.engine.Taskport;
import dev.taskport.engine.WorkerPoolBuilder;
import dev.taskport.port.BackendProvider.OpenMode;
import org.slf4j.LoggerFactory;

/**
 * Installs Taskport: {@code new TaskportModule("sqlite:./tasks.db")} is complete. Binds {@link Taskport}, {@link TaskQueue}
 * and {@link BackgroundTasks} as singletons and {@link WorkerPoolBuilder} anew at each injection, all with the configured
 * workspace, lease, strategy and retries. The backend behind them stays private.
 *
 * <p>The store is opened when it is first needed and not closed by Guice: close the injected {@link Taskport} when the
 * program ends.
 */
public final class TaskportModule extends PrivateModule {

    private final Configuration configuration;
    private final BackendFactory backends;

    /** Everything by default, with that backend. */
    public TaskportModule(String backend) {
        this(Configuration.of(backend), false);
    }

    /**
     * As configured. If the configuration names another backend than last time and work waits in the old one, opening the
     * store is refused as on the command line.
     */
    public TaskportModule(Configuration configuration) {
        this(configuration, true);
    }

    private TaskportModule(Configuration configuration, boolean watchChanges) {
        this(
                configuration,
                new BackendFactory(
                        configuration, watchChanges, false, LoggerFactory.getLogger(TaskportModule.class)::warn));
    }

    /** With a factory that says how a change of backend is treated. */
    public TaskportModule(Configuration configuration, BackendFactory backends) {
        this.configuration = configuration;
        this.backends = backends;
    }

    @Override
    protected void configure() {
        expose(Taskport.class);
        expose(TaskQueue.class);
        expose(BackgroundTasks.class);
        expose(WorkerPoolBuilder.class);
    }

    @Provides
    @Singleton
    Taskport taskport() {
        return backends.open(OpenMode.CREATE);
    }

    @Provides
    @Singleton
    TaskQueue queue(Taskport taskport) {
        return taskport.queue(configuration.workspace());
    }

    @Provides
    @Singleton
    BackgroundTasks backgroundTasks(Taskport taskport) {
        return taskport.backgroundTasks();
    }

    @Provides
    WorkerPoolBuilder workers(Taskport taskport) {
        Configuration.Worker worker = configuration.worker();
        return taskport.workers()
                .workspace(configuration.workspace())
                .concurrency(worker.concurrency())
                .strategy(worker.strategy())
                .lease(worker.lease())
                .shutdownGrace(worker.shutdownGrace())
                .retry(configuration.retry());
    }
}
