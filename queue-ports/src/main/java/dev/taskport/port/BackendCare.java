package dev.taskport.port;

import java.nio.file.Path;
import java.util.List;

/**
 * Looking after a store.
 *
 * <ul>
 *   <li><b>B1</b> A check reads and reports; it repairs nothing.
 *   <li><b>B2</b> A backup shows one moment of the store, is complete and verified when the call returns, and never replaces
 *       an existing file.
 * </ul>
 */
public interface BackendCare {

    /** What was looked at and how it was found, in the order of the looking. */
    List<Check> check();

    /**
     * Writes a backup.
     *
     * @param target a file that does not exist, in a folder that does
     * @return its size in bytes
     */
    long backup(Path target);

    /** Bytes on disk (or roughly in memory), side files included. */
    long size();

    /**
     * One thing that was looked at.
     *
     * @param name such as {@code schema} or {@code integrity}
     * @param detail what was found, in words
     */
    record Check(String name, boolean ok, String detail) {}
}
