package dev.taskport.adapter.jsonlegacy;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was amiss since a store was opened: each thing once, the newest ones only. Safe for use by several threads. */
final class JsonNotes {

    private static final Logger LOG = LoggerFactory.getLogger(JsonNotes.class);
    private static final int MAX = 100;

    private final Path file;
    private final Set<String> notes = new LinkedHashSet<>();

    JsonNotes(Path file) {
        this.file = file;
    }

    synchronized void add(String what) {
        if (!notes.add(what)) {
            return;
        }
        LOG.warn("{}: {}", file, what);
        if (notes.size() > MAX) {
            Iterator<String> oldest = notes.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    synchronized List<String> all() {
        return List.copyOf(notes);
    }
}
