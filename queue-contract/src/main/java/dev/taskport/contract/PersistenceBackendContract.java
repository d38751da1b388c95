package dev.taskport.contract;

/** Everything that every backend promises. A test class that implements it runs all of it. */
public interface PersistenceBackendContract
        extends BackendLifeContract,
                TaskIntakeContract,
                TaskLeasingContract,
                ExchangeContract,
                TaskControlContract,
                TaskInspectionContract,
                TaskHousekeepingContract,
                TaskLogContract,
                WakeupsContract,
                RecordStoreContract,
                TaskTransferContract,
                BackendCareContract,
                NodeAllotmentContract,
                BoundsContract,
                StrategyContract,
                ConcurrencyContract,
                ModelContract {}
