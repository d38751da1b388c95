package dev.taskport.adapter.jsonlegacy;

import dev.taskport.port.ForeignReader;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a guest has seen, and says whether it is still so. */
record JsonGuestReader(TransferReader seen, JsonView view) implements ForeignReader {

    @Override
    public List<TransferItem> next(TransferItem.@Nullable Position after, int limit) {
        return seen.next(after, limit);
    }

    /** What was seen is in memory and stays; what counts are the files. */
    @Override
    public boolean changedSince() {
        return Apart.run(view::changedSince);
    }

    @Override
    public List<Warning> warnings() {
        return view.warnings();
    }

    @Override
    public List<Reject> rejects() {
        return view.file().rejects();
    }

    @Override
    public List<String> unheeded() {
        return view.unheeded();
    }

    @Override
    public void close() {
        seen.close();
    }
}
