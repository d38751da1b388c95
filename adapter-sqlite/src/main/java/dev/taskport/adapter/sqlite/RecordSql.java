package dev.taskport.adapter.sqlite;

import dev.taskport.port.StoredRecord;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Records. What lies below a path is the range from {@code path/} to {@code path0}: 0 follows the slash. */
interface RecordSql {

    String COLUMNS = "workspace, collection, path, content, version, updated_at, expires_at";

    /** Expired or not. */
    @SqlQuery("select " + COLUMNS + " from taskport_record"
            + " where workspace = :workspace and collection = :collection and path = :path")
    Optional<StoredRecord> find(String workspace, String collection, String path);

    @SqlQuery("select " + COLUMNS + """
             from taskport_record
            where workspace = :workspace and collection = :collection and path > :after
              and (expires_at is null or expires_at > :now)
            order by path limit :limit
            """)
    List<StoredRecord> all(String workspace, String collection, String after, long now, int limit);

    @SqlQuery("select " + COLUMNS + """
             from taskport_record
            where workspace = :workspace and collection = :collection and path > :after
              and path >= :prefix and path < :prefix || '0' and (path = :prefix or path > :prefix || '/')
              and (expires_at is null or expires_at > :now)
            order by path limit :limit
            """)
    List<StoredRecord> within(String workspace, String collection, String prefix, String after, long now, int limit);

    @SqlUpdate("""
            insert into taskport_record (workspace, collection, path, content, version, updated_at, expires_at)
            values (:workspace, :collection, :path, :content, :version, :updatedAt, :expiresAt)
            on conflict (workspace, collection, path) do update set
              content = :content, version = :version, updated_at = :updatedAt, expires_at = :expiresAt
            """)
    void put(
            String workspace,
            String collection,
            String path,
            String content,
            long version,
            long updatedAt,
            @Nullable Long expiresAt);

    @SqlUpdate("""
            delete from taskport_record
            where workspace = :workspace and collection = :collection
              and path >= :path and path < :path || '0' and (path = :path or path > :path || '/')
            """)
    int delete(String workspace, String collection, String path);
}
