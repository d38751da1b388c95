package dev.taskport.port;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Texts;
import dev.taskport.domain.Workspace;

/**
 * Where a record is.
 *
 * @param collection what kind of record; 1 to 100 visible characters of well-formed Unicode
 * @param path names joined by {@code /}; 1 to 500 visible characters of well-formed Unicode
 */
public record RecordKey(Workspace workspace, String collection, String path) {

    public RecordKey {
        require("collection", collection, 100);
        require("path", path, 500);
        if (path.startsWith("/") || path.endsWith("/") || path.contains("//")) {
            throw ErrorCode.INVALID_REQUEST.error("The record path \"" + path
                    + "\" has an empty part. Nothing was stored. Join non-empty names by single slashes.");
        }
    }

    /** Whether this record is at or below the path. */
    public boolean within(String prefix) {
        return prefix.isEmpty() || path.equals(prefix) || path.startsWith(prefix + "/");
    }

    private static void require(String what, String value, int max) {
        if (value.isEmpty() || value.length() > max || value.chars().anyMatch(Character::isISOControl)) {
            throw ErrorCode.INVALID_REQUEST.error("The record " + what + " must have 1 to " + max
                    + " characters and no control character. Nothing was stored. Choose another name.");
        }
        Texts.text("The record " + what, value, max);
    }
}
