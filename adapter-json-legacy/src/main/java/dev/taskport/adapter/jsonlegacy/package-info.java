/**
 * Tasks in the {@code task-queue.json} of the Meridian orchestrator, an older queue. At present the file is read and
 * never changed: {@link dev.taskport.adapter.jsonlegacy.LegacyReader} takes it in as it really is
 * ({@link dev.taskport.adapter.jsonlegacy.LegacyDocument}), {@link dev.taskport.adapter.jsonlegacy.LegacyMapping} says
 * what each of its words means, and {@link dev.taskport.adapter.jsonlegacy.JsonLegacyBackend} offers the result as a
 * store that can be inspected and moved elsewhere. Nobody else knows that file's vocabulary.
 */
@NullMarked
package dev.taskport.adapter.jsonlegacy;

import org.jspecify.annotations.NullMarked;
