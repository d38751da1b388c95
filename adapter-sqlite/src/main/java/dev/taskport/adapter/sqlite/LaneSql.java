package dev.taskport.adapter.sqlite;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Lanes. */
interface LaneSql {

    @SqlQuery("select id, workspace, type, requirements from taskport_lane where id > :after order by id")
    List<LaneRow> lanes(long after);

    @SqlQuery("select id, workspace, type, requirements from taskport_lane where id = :id")
    LaneRow lane(long id);

    @SqlQuery("insert into taskport_lane (workspace, type, requirements)"
            + " values (:workspace, :type, :requirements) returning id")
    long add(String workspace, String type, String requirements);

    @SqlQuery("select virtual_time from taskport_lane where id = :lane")
    double virtualTime(long lane);

    /** Virtual time never goes back. */
    @SqlUpdate("update taskport_lane set virtual_time = max(virtual_time, :value) where id = :lane")
    void advance(long lane, double value);
}
