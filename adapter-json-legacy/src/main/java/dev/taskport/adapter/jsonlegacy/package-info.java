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
 * it in the file and in the folder beside it ({@link dev.taskport.adapter.jsonlegacy.JsonFolder}):
 * {@link dev.taskport.adapter.jsonlegacy.JsonLedger} is the generation that is ours with its journal,
 * {@link dev.taskport.adapter.jsonlegacy.JsonFolding} writes the next one and tells the crash points, and
 * {@link dev.taskport.adapter.jsonlegacy.JsonQueueFile} is the one file that others write too.
 * {@link dev.taskport.adapter.jsonlegacy.JsonLooking} notices that they did,
 * {@link dev.taskport.adapter.jsonlegacy.ForeignEdits} tells what of it is their own change, and
 * {@link dev.taskport.adapter.jsonlegacy.ForeignChanges} brings that in.
 *
 * <p>What is true after a crash:
 *
 * <ol>
 *   <li>The newest generation is the one with the highest number whose state is whole and names the document beside it; with
 *       its journal, and those of damaged generations behind it, it is the store, and the queue file only follows.
 *   <li>A generation becomes ours, and what comes next goes into its journal, as soon as its state lies in the folder for
 *       good, before the queue file is touched.
 *   <li>A journal is only ever gone on with behind its last whole entry, and goes once the queue file has shown the
 *       generation after the next.
 * </ol>
 */
@NullMarked
package dev.taskport.adapter.jsonlegacy;

import org.jspecify.annotations.NullMarked;
