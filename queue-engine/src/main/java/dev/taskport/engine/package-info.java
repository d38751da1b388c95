/**
 * The queue that teams call and the workers that run their tasks: {@link dev.taskport.engine.Taskport} opens a store,
 * {@link dev.taskport.engine.TaskQueue} takes tasks in, {@link dev.taskport.engine.WorkerPool} runs them and
 * {@link dev.taskport.engine.Janitor} tidies up. It needs nothing but the ports: which backend is used is decided by an
 * address, and every role is asked for at the moment it is used, so that the backend may change under a running program.
 *
 * <p>The way of a task through a worker is {@link dev.taskport.engine.Worker}: claim, run, settle. Around it stand
 * {@link dev.taskport.engine.LeaseKeeper} (keeps leases alive and stops handlers that lost theirs),
 * {@link dev.taskport.engine.Settler} (gathers ends until they are stored) and {@link dev.taskport.engine.Outage} (what the
 * worker does while the backend cannot be reached).
 *
 * <p>Nothing here knows a storage technology, a configuration file or an injection framework. Payloads and results never
 * appear in logs, nor does what handlers and listeners say when they fail.
 */
@NullMarked
package dev.taskport.engine;

import org.jspecify.annotations.NullMarked;
