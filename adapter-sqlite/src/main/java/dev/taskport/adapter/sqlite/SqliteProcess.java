package dev.taskport.adapter.sqlite;

import java.time.Instant;

/**
 * A process that has the store open, as it enters its name in it.
 *
 * @param owner tells two openings by one process apart
 * @param startedAt milliseconds since 1970; 0 if the system does not say. Process numbers are given again, so the number
 *     alone says little.
 */
record SqliteProcess(long owner, long pid, long startedAt) {

    static SqliteProcess current(long owner) {
        ProcessHandle self = ProcessHandle.current();
        return new SqliteProcess(owner, self.pid(), startedAt(self));
    }

    static SqliteProcess of(StoreSql.ProcessRow row) {
        return new SqliteProcess(row.owner(), row.pid(), row.startedAt());
    }

    boolean alive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> startedAt(handle) == startedAt)
                .isPresent();
    }

    private static long startedAt(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
