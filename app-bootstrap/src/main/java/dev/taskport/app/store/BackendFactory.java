package dev.taskport.app.store;

import dev.taskport.app.config.Configuration;
import dev.taskport.domain.TaskportException;
import dev.taskport.engine.Taskport;
import dev.taskport.port.BackendProvider.OpenMode;
import java.util.function.Consumer;

/**
 * Opens the store that the configuration names: the scheme of its address picks the adapter. The command line and the
 * Guice module both come through here.
 */
public final class BackendFactory {

    private final Configuration configuration;
    private final boolean watchChanges;
    private final boolean startEmpty;
    private final Consumer<String> warn;

    /**
     * Prepares.
     *
     * @param watchChanges whether another backend than last time is noticed; not where it was named for this once
     * @param startEmpty whether work left in the old store may stay there
     * @param warn is told what the operator must know although it goes on
     */
    public BackendFactory(
            Configuration configuration, boolean watchChanges, boolean startEmpty, Consumer<String> warn) {
        this.configuration = configuration;
        this.watchChanges = watchChanges;
        this.startEmpty = startEmpty;
        this.warn = warn;
    }

    /**
     * Opens the store; the caller closes it.
     *
     * @throws TaskportException as {@link Taskport#open}; INVALID_REQUEST also if work would be left behind in the store
     *     that was used before
     */
    public Taskport open(OpenMode mode) {
        BackendChange change = new BackendChange(configuration);
        if (watchChanges) {
            change.check(startEmpty, warn);
        }
        if (mode == OpenMode.CREATE) {
            change.warnIfMovedAway(warn);
        }
        Taskport taskport = Taskport.open(configuration.backend(), configuration.backendOptions(), mode);
        if (watchChanges && mode == OpenMode.CREATE) {
            remember(change, taskport);
        }
        return taskport;
    }

    private void remember(BackendChange change, Taskport taskport) {
        try {
            StoreUsers.remember(taskport.backend().records(), configuration.folder(), configuration.backend());
            change.remember(warn);
        } catch (TaskportException refused) {
            taskport.close();
            throw refused;
        }
    }
}
