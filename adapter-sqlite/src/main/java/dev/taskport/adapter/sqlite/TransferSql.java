package dev.taskport.adapter.sqlite;

import dev.taskport.port.StoredRecord;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The whole store in order. */
interface TransferSql {

    @SqlQuery("select id from taskport_task where id > :after order by id limit :limit")
    List<Long> tasks(long after, int limit);

    @SqlQuery("select " + RecordSql.COLUMNS + """
             from taskport_record
            where (workspace, collection, path) > (:workspace, :collection, :path)
              and collection not glob 'runtime.*' and (expires_at is null or expires_at > :now)
            order by workspace, collection, path limit :limit
            """)
    List<StoredRecord> records(String workspace, String collection, String path, long now, int limit);

    @SqlQuery("select id, workspace, type, requirements from taskport_lane where virtual_time > 0 order by id")
    List<LaneRow> lanesWithVirtualTime();
}
