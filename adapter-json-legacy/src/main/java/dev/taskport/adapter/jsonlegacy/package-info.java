/**
 * Tasks in the {@code task-queue.json} of the Meridian orchestrator, an older queue: read in order to leave it, or worked on
 * in place. Nobody else knows that file's vocabulary.
 *
 * <p>In: {@link dev.taskport.adapter.jsonlegacy.LegacyReader} takes a file in as it really is
 * ({@link dev.taskport.adapter.jsonlegacy.LegacyDocument}), {@link dev.taskport.adapter.jsonlegacy.LegacyMapping} says what
 * each of its words means, {@link dev.taskport.adapter.jsonlegacy.LegacyImport} makes tasks of it, and
 * {@link dev.taskport.adapter.jsonlegacy.KeptFields} adds what no legacy field can tell. Out:
 * {@link dev.taskport.adapter.jsonlegacy.LegacyRecords} and {@link dev.taskport.adapter.jsonlegacy.LegacyRoot} write what the
 * old program reads, {@link dev.taskport.adapter.jsonlegacy.JsonDocument} the whole file.
 *
 * <p>The store itself lies in the heap ({@link dev.taskport.heap}); {@link dev.taskport.adapter.jsonlegacy.JsonKeeper} keeps
 * it in the file and in the folder beside it ({@link dev.taskport.adapter.jsonlegacy.JsonFolder}), and
 * {@link dev.taskport.adapter.jsonlegacy.ForeignChanges} brings in what other programs write meanwhile.
 */
@NullMarked
package dev.taskport.adapter.jsonlegacy;

import org.jspecify.annotations.NullMarked;
