package dev.taskport.adapter.sqlite;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tags in one column: joined by line feeds, which stand in no tag. */
final class Tags {

    private static final String BETWEEN = "\n";

    private Tags() {}

    static @Nullable String write(List<String> tags) {
        return tags.isEmpty() ? null : String.join(BETWEEN, tags);
    }

    static List<String> read(@Nullable String column) {
        return column == null ? List.of() : List.of(column.split(BETWEEN));
    }
}
