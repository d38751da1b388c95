package dev.taskport.adapter.sqlite;

import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Who has a name already. */
interface IntakeSql {

    @SqlQuery("select id from taskport_task where workspace = :workspace and idempotency_key = :key")
    Optional<Long> byKey(String workspace, String key);

    @SqlQuery("select id from taskport_task where workspace = :workspace and external_id = :externalId")
    Optional<Long> byExternalId(String workspace, String externalId);
}
