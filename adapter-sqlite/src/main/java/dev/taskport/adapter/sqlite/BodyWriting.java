package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Lineage;
import java.util.ArrayList;
import java.util.List;

/** Writes what tasks are: once when they come, and again only after an edit or as they came from another store. */
final class BodyWriting {

    private BodyWriting() {}

    static void insert(Statements sql, List<TaskWrite> created, Lineage own) {
        List<TaskBody> plain = new ArrayList<>(created.size());
        List<TaskBody> others = new ArrayList<>();
        for (TaskWrite write : created) {
            (write.body().more() ? others : plain).add(write.body());
        }
        if (!plain.isEmpty()) {
            sql.updateEach(TaskSql.INSERT_PLAIN, plain, (to, body) -> body.bindPlain(to));
        }
        if (!others.isEmpty()) {
            sql.updateEach(TaskSql.INSERT, others, (to, body) -> body.bind(to, own));
        }
    }

    static void replace(Statements sql, List<TaskWrite> written, Lineage own) {
        if (!written.isEmpty()) {
            sql.updateEach(TaskSql.REPLACE, written, (to, write) -> {
                write.body().bind(to, own);
                to.number(write.body().id().value());
            });
        }
    }
}
