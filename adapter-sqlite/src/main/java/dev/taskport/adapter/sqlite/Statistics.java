package dev.taskport.adapter.sqlite;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the engine plans statements by: how many rows an index finds. The engine knows when that has become wrong; left to
 * itself it would also look into other people's tables in the same file, so it is only asked for its advice.
 */
final class Statistics {

    private static final Pattern OF_OUR_TABLES = Pattern.compile("ANALYZE \"main\"\\.\"taskport_[a-z_]+\"");

    private Statistics() {}

    static boolean stale(SqlSession session) {
        return !due(session).isEmpty();
    }

    /** Renews what has become wrong. Takes milliseconds: of each index so many rows are read at most, as a setting says. */
    static void refresh(SqlSession session) {
        due(session).forEach(session.handle()::execute);
    }

    private static List<String> due(SqlSession session) {
        return session.care().advice().stream()
                .filter(statement -> OF_OUR_TABLES.matcher(statement).matches())
                .toList();
    }
}
