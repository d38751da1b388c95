package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.heap.HeapCare;
import dev.taskport.heap.HeapStore;
import dev.taskport.port.BackendCare;
import dev.taskport.port.ForeignReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks after a file that is only read: what was found in it, and copies. */
final class JsonGuestCare implements BackendCare {

    private final HeapStore store;
    private final JsonView view;

    JsonGuestCare(HeapStore store, JsonView view) {
        this.store = store;
        this.view = view;
    }

    @Override
    public List<Check> check() {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("structure", true, view.bytes() + " bytes, " + tasks() + " tasks"));
        checks.add(new Check(ForeignReader.REJECTS_CHECK, rejects().isEmpty(), told(rejects())));
        if (!view.alone()) {
            checks.add(file());
        }
        checks.addAll(new HeapCare(store).check());
        view.file().warnings().forEach(warning -> checks.add(new Check(warning.kind(), true, warning.message())));
        checks.addAll(JsonLegacyStoreCare.notes(
                Stream.concat(view.notes().stream(), view.unheeded().stream()).toList()));
        return checks;
    }

    private Check file() {
        return new Check(
                "file",
                view.file().sound(),
                view.file().sound()
                        ? "as it was written, or as another program has written it since"
                        : path() + ": " + view.file().fault());
    }

    private List<ForeignReader.Reject> rejects() {
        return view.file().rejects();
    }

    private int tasks() {
        return store.read(() -> store.content().tasks().size());
    }

    private static String told(List<ForeignReader.Reject> rejects) {
        return rejects.isEmpty()
                ? "every record is a task"
                : rejects.size() + " records are no tasks, the first is "
                        + rejects.get(0).where() + ": " + rejects.get(0).reason();
    }

    /** A file with nothing beside it letter for letter; else one file that holds all that is beside it too. */
    @Override
    public long backup(Path target) {
        return view.alone()
                ? JsonCopy.write(target, same(), bytes -> true)
                : JsonBackup.write(
                        target, store, path(), view.options(), view.file().order());
    }

    private byte[] same() {
        byte[] bytes = Apart.run(() -> LegacyText.bytes(path(), view.options().bytesMax()));
        if (!LegacyText.sha256(bytes).equals(view.marks().file())) {
            throw ErrorCode.VERSION_CONFLICT.error(
                    "No backup of " + path() + " was made: somebody changed the file since"
                            + " it was read. Stop whoever writes it and start again.");
        }
        return bytes;
    }

    private Path path() {
        return view.folder().data();
    }

    @Override
    public long size() {
        return view.bytes();
    }
}
