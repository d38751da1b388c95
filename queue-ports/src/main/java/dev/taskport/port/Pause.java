package dev.taskport.port;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Lane;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * A gate that is closed: for the whole store, one workspace, or one type of a workspace.
 *
 * @param workspace null for the whole store
 * @param type null for every type; needs a workspace
 */
public record Pause(
        Gate gate, @Nullable Workspace workspace, @Nullable TaskType type) {

    public enum Gate {
        /** New tasks are refused. */
        INTAKE,
        /** Waiting tasks are not handed out. */
        CLAIMS
    }

    /** @throws dev.taskport.domain.TaskportException INVALID_REQUEST for a type without a workspace */
    public Pause {
        if (type != null && workspace == null) {
            throw ErrorCode.INVALID_REQUEST.error("A pause of type " + type
                    + " names no workspace, and types belong to one. Nothing was paused. Name the workspace.");
        }
    }

    public static Pause store(Gate gate) {
        return new Pause(gate, null, null);
    }

    public static Pause workspace(Gate gate, Workspace workspace) {
        return new Pause(gate, workspace, null);
    }

    public static Pause type(Gate gate, Workspace workspace, TaskType type) {
        return new Pause(gate, workspace, type);
    }

    /** Whether this pause closes {@code gate} for tasks of that workspace and type. */
    public boolean covers(Gate asked, Workspace ofWorkspace, TaskType ofType) {
        return gate == asked
                && (workspace == null || workspace.equals(ofWorkspace))
                && (type == null || type.equals(ofType));
    }

    /** Whether this pause closes {@code gate} for the lane. */
    public boolean covers(Gate asked, Lane lane) {
        return covers(asked, lane.workspace(), lane.type());
    }
}
