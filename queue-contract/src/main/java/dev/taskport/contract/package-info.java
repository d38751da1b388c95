/**
 * What every backend promises, as tests. An adapter's own test class implements
 * {@link dev.taskport.contract.PersistenceBackendContract}, says in {@link dev.taskport.contract.BackendContract#newFixture}
 * how a store of its kind is made, and inherits one test per promise; names quote the ids of the rules in the Javadoc of
 * {@link dev.taskport.port}. A durable backend also implements {@link dev.taskport.contract.ReopenContract}, and one that
 * several processes may share {@link dev.taskport.contract.SharedStoreContract} and
 * {@link dev.taskport.contract.ProcessContract}; a test of the contract sees to it.
 *
 * <p>No test sleeps to make time pass: the clock is handed to the backend and set by hand.
 */
@NullMarked
package dev.taskport.contract;

import org.jspecify.annotations.NullMarked;
