package dev.taskport.migration;

import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferReader;
import java.util.List;
import java.util.function.Consumer;

/** Goes through a reader from its beginning. */
final class Items {

    private static final int PAGE = 1000;

    private Items() {}

    /** Everything of one kind. */
    static <T extends TransferItem> void forEach(TransferReader reader, Class<T> kind, Consumer<T> action) {
        List<TransferItem> page = reader.next(null, PAGE);
        while (!page.isEmpty()) {
            page.stream().filter(kind::isInstance).map(kind::cast).forEach(action);
            page = reader.next(page.get(page.size() - 1).position(), PAGE);
        }
    }
}
