package dev.taskport.contract;

/** Everything that every backend promises. */
public interface PersistenceBackendContract
        extends TaskIntakeContract, TaskLeasingContract, ExchangeContract, TaskControlContract {}
