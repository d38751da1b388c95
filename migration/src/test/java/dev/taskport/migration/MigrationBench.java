package dev.taskport.migration;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TaskTransfer;
import dev.taskport.port.TransferAnswer;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.io.TempDir;

/** Two stores, a folder, and a plan to move the one into the other. */
abstract class MigrationBench {

    @TempDir
    Path folder;

    final BackendOptions options = BackendOptions.defaults().clock(() -> Worlds.NOW);
    final MemoryStores stores = new MemoryStores(options);

    MigrationPlan plan(BackendAddress source) {
        return MigrationPlan.of(source, MemoryStores.address("target"))
                .sourceOptions(options)
                .targetOptions(options)
                .runsFolder(folder.resolve("runs"));
    }

    MigrationPlan plan() {
        return plan(MemoryStores.address("source"));
    }

    MigrationReport run(MigrationPlan plan) {
        return new Migration(plan, stores, MigrationProgress.SILENT).run();
    }

    /** A queue file of invented records; each text is the fields of one, without its braces. */
    BackendAddress file(String... records) {
        try {
            String text = "{\"tasks\":[{" + String.join("},\n{", records) + "}],\"updated_by\":\"night shift\"}";
            Files.writeString(folder.resolve("task-queue.json"), text, StandardCharsets.UTF_8);
            return BackendAddress.parse("json:" + folder.resolve("task-queue.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String json(String id, String status, String more) {
        return "\"id\":\"" + id + "\",\"title\":\"t\",\"status\":\"" + status
                + "\",\"priority\":\"LOW\",\"capability_required\":\"c\",\"created_at\":\"2025-01-01T00:00:00Z\""
                + more;
    }

    static String json(String id, String status) {
        return json(id, status, "");
    }

    Task find(String store, int number) {
        return stores.store(store)
                .inspection()
                .find(Workspace.DEFAULT, Worlds.id(number))
                .orElseThrow();
    }

    static Path runFolder(MigrationReport report) {
        return Path.of(String.valueOf(report.folder()));
    }

    List<Path> runs() {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return runs.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void assertRefused(MigrationPlan plan, ErrorCode code, String told) {
        assertThatThrownBy(() -> run(plan))
                .hasMessageContaining(told)
                .asInstanceOf(InstanceOfAssertFactories.type(TaskportException.class))
                .extracting(TaskportException::code)
                .isEqualTo(code);
    }

    static TransferItem cheaper(TransferItem.TaskItem item) {
        Task task = item.task();
        Task cheaper = new Task(
                task.id(), task.lineage(), task.spec().draft().priority(7).spec(), task.state(), task.stamp());
        return new TransferItem.TaskItem(item.position(), cheaper, item.log());
    }

    interface Applying {
        List<TransferItem> applied(List<TransferItem> items);
    }

    /** Takes the place of a store's own {@link TaskTransfer#apply}. */
    interface Receiving {
        List<TransferAnswer> apply(List<TransferItem> items, TaskTransfer store);
    }

    static PersistenceBackend onApply(PersistenceBackend store, Consumer<List<TransferItem>> before) {
        return applying(store, items -> {
            before.accept(items);
            return items;
        });
    }

    static PersistenceBackend applying(PersistenceBackend store, Applying applying) {
        return receiving(store, (items, transfer) -> transfer.apply(applying.applied(items)));
    }

    static PersistenceBackend receiving(PersistenceBackend store, Receiving receiving) {
        return new DelegatingBackend(store) {
            @Override
            public TaskTransfer transfer() {
                TaskTransfer transfer = store.transfer();
                return new TaskTransfer() {
                    @Override
                    public TransferReader read() {
                        return transfer.read();
                    }

                    @Override
                    public List<TransferAnswer> apply(List<TransferItem> items) {
                        return receiving.apply(items, transfer);
                    }
                };
            }
        };
    }

    /** Stands for a process that ends at once. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Ends the run after so many batches: the last one was written, but not noted. */
    static final class Breaker {
        int batchesLeft;
        int tasksWritten;

        Breaker(int batches) {
            batchesLeft = batches;
        }

        PersistenceBackend wrap(PersistenceBackend store) {
            return receiving(store, (items, transfer) -> {
                List<TransferAnswer> answers = transfer.apply(items);
                tasksWritten += (int) items.stream()
                        .filter(TransferItem.TaskItem.class::isInstance)
                        .count();
                if (batchesLeft-- <= 0) {
                    throw new Killed();
                }
                return answers;
            });
        }
    }
}
