package dev.taskport.adapter.sqlite;

import dev.taskport.domain.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses disks that other machines write to as well. The processes that share a write-ahead log share memory, which two
 * machines cannot; and locks of network file systems do not always hold.
 */
final class LocalDisk {

    private static final Logger log = LoggerFactory.getLogger(LocalDisk.class);
    private static final String UNKNOWN = "unknown";
    private static final String SHARE = "\\\\";
    private static final Pattern REMOTE = Pattern.compile("nfs\\d?|cifs|smb.*|afpfs|afs|davfs|webdav|9p|ceph|glusterfs"
            + "|lustre|gpfs|beegfs|ocfs2|gfs2|fuse\\.(sshfs|glusterfs|ceph.*|s3fs|rclone|davfs2?)");

    private LocalDisk() {}

    /** What the operating system calls the file system that a file is on or is to be on, such as {@code ext4}. */
    static String kind(Path file) {
        Path root = file.getRoot();
        if (root != null && root.toString().startsWith(SHARE)) {
            return "smb share";
        }
        Path folder = file.getParent();
        try {
            return folder == null ? UNKNOWN : Files.getFileStore(folder).type();
        } catch (IOException e) {
            // Some containers hide it. What cannot be told is not refused.
            log.debug("The kind of disk of {} is not known", folder, e);
            return UNKNOWN;
        }
    }

    /** @throws dev.taskport.domain.TaskportException UNSUPPORTED if a file system of this kind is shared by machines */
    static void require(SqliteFile file, String kind) {
        if (REMOTE.matcher(kind.toLowerCase(Locale.ROOT)).matches()) {
            throw ErrorCode.UNSUPPORTED.error("The database " + file + " lies on a network file system (" + kind
                    + "), where processes cannot share memory and locks may not hold, which loses data."
                    + " Nothing was opened. Put the file on a disk of this machine.");
        }
    }
}
