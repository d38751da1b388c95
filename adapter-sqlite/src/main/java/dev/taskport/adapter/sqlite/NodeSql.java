package dev.taskport.adapter.sqlite;

import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Node numbers and until when each is taken. */
interface NodeSql {

    String COLUMNS = "node, owner, until_millis as untilMillis";

    @SqlQuery("select " + COLUMNS + " from taskport_node where node = :node")
    Optional<NodeRow> find(int node);

    @SqlQuery("select count(*) from taskport_node")
    int count();

    @SqlQuery("select " + COLUMNS + " from taskport_node order by until_millis, node limit 1")
    NodeRow longestUnused();

    @SqlUpdate("insert into taskport_node (node, owner, until_millis) values (:node, :owner, :untilMillis)"
            + " on conflict (node) do update set owner = :owner, until_millis = :untilMillis")
    void grant(int node, long owner, long untilMillis);

    /** A node and its last holder. */
    record NodeRow(int node, long owner, long untilMillis) {}
}
