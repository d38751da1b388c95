/**
 * The backend that keeps its tasks in one SQLite file, which several processes may share.
 *
 * <ul>
 *   <li><b>One writer per process.</b> All writes go through one connection, in immediate transactions: a transaction that
 *       reads first and writes later would fail without waiting.
 *   <li><b>Group commit.</b> Concurrent callers' writes share a transaction; each is answered after its commit.
 *   <li><b>Several processes</b> take turns by a busy handler that looks again every 0.2 ms, because SQLite's own back-off
 *       lets a process that has just written take the lock again and again while the others sleep.
 *   <li><b>Readers</b> have connections of their own that cannot write; in WAL mode they neither wait nor make wait.
 *   <li><b>A crash</b> leaves the write-ahead log behind, and the next opening plays it back. With {@code durability=full}
 *       every commit is on the disk before it is answered; with {@code normal} a power cut may take the last ones.
 *   <li><b>Own tables only.</b> All names begin with {@code taskport_}; the file may hold anybody's tables beside.
 *   <li><b>Rules live in the domain.</b> A role loads tasks, applies {@link dev.taskport.domain.TaskLifecycle}, and saves;
 *       every update compares the lease token that was loaded.
 * </ul>
 *
 * <p>Roles are named after their ports; {@code ...Sql} interfaces hold the statements, next to the method that runs them.
 */
@NullMarked
package dev.taskport.adapter.sqlite;

import org.jspecify.annotations.NullMarked;
