package dev.taskport.port;

import java.util.Set;

/**
 * Opens backends of one address scheme. Found by {@link java.util.ServiceLoader}, so that adding an adapter's jar is all
 * it takes.
 */
public interface BackendProvider {

    /** The scheme of its addresses, such as {@code sqlite}. */
    String scheme();

    /** By what its files are recognised; {@link FileSigns#NONE} where there is nothing to look for. */
    default FileSigns fileSigns() {
        return FileSigns.NONE;
    }

    /** Looks without touching: creates, locks and changes nothing. */
    Probe probe(BackendAddress address, BackendOptions options);

    /**
     * Opens a store.
     *
     * @throws dev.taskport.domain.TaskportException NOT_FOUND if it must exist and does not; INVALID_REQUEST for an address
     *     or option that makes no sense; UNAVAILABLE, DAMAGED, SCHEMA_TOO_NEW or UNSUPPORTED as found
     */
    PersistenceBackend open(BackendAddress address, BackendOptions options, OpenMode mode);

    /** What may happen at opening. */
    enum OpenMode {
        /** A store is created if there is none. */
        CREATE,
        /** There must be a store; its schema is upgraded if needed. */
        MUST_EXIST,
        /** There must be a store, and nothing in it is changed. */
        READ_ONLY
    }

    /**
     * What a look at an address shows.
     *
     * @param exists whether there is a store
     * @param unfinished tasks in it that are not finished; 0 if there is none
     * @param detail what was found, in words
     */
    record Probe(boolean exists, long unfinished, String detail) {}

    /**
     * By what somebody who goes through folders recognises the files of a backend without opening them.
     *
     * @param names what they are usually called, in lower case
     * @param beside what is added to a file's name for the folder in which Taskport keeps what belongs to it; empty if there
     *     is none
     */
    record FileSigns(Set<String> names, String beside) {

        /** Nothing. */
        public static final FileSigns NONE = new FileSigns(Set.of(), "");

        public FileSigns {
            names = Set.copyOf(names);
        }
    }
}
