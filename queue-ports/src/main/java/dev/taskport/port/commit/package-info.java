/**
 * Group commit, written once for every backend that gains from it: operations of concurrent callers are combined into one
 * transaction, and each caller is answered only after that transaction was committed. Nothing here knows a storage.
 *
 * <p>Here too is who may touch a storage: platform threads that nobody interrupts. An interrupt closes a Java file channel,
 * and with it goes every lock of the process on that file; a virtual thread inside native code holds up its carrier. So
 * threads that run users' code, virtual threads and interrupted ones hand their work over.
 */
@NullMarked
package dev.taskport.port.commit;

import org.jspecify.annotations.NullMarked;
