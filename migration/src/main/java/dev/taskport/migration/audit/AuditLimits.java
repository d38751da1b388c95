package dev.taskport.migration.audit;

import dev.taskport.domain.ErrorCode;

/**
 * How far an audit goes. Where it ends before everything was seen, its report says so.
 *
 * @param depth levels of folders below the one that is audited; 1 means only what lies in the folder itself
 * @param files files and folders that are looked at by name
 * @param queues files that are opened
 */
public record AuditLimits(int depth, long files, int queues) {

    public static final AuditLimits DEFAULT = new AuditLimits(16, 1_000_000, 1_000);

    public AuditLimits {
        require("depth", depth);
        require("number of files", files);
        require("number of queues", queues);
    }

    public AuditLimits depth(int value) {
        return new AuditLimits(value, files, queues);
    }

    private static void require(String what, long value) {
        if (value < 1) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "The " + what + " of an audit is " + value + ", at least 1 is needed. Nothing was looked at.");
        }
    }
}
