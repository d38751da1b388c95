package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Lane;
import dev.taskport.domain.Requirements;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A lane with its number. */
record LaneRow(long id, Lane lane) {

    static LaneRow read(ResultSet row) throws SQLException {
        RowReader in = new RowReader(row);
        return new LaneRow(in.number(), lane(in));
    }

    /** The columns workspace, type, requirements. */
    static Lane lane(RowReader in) throws SQLException {
        return new Lane(new Workspace(in.text()), new TaskType(in.text()), Requirements.parse(in.text()));
    }
}
