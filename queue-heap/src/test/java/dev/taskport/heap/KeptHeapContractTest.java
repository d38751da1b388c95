package dev.taskport.heap;

import dev.taskport.contract.BackendFixture;
import dev.taskport.contract.BackendLifeContract;
import dev.taskport.contract.ConcurrencyContract;
import dev.taskport.contract.ExchangeContract;
import dev.taskport.contract.ModelContract;
import dev.taskport.contract.NodeAllotmentContract;
import dev.taskport.contract.RecordStoreContract;
import dev.taskport.contract.ReopenContract;
import dev.taskport.contract.StrategyContract;
import dev.taskport.contract.TaskControlContract;
import dev.taskport.contract.TaskHousekeepingContract;
import dev.taskport.contract.TaskInspectionContract;
import dev.taskport.contract.TaskIntakeContract;
import dev.taskport.contract.TaskLeasingContract;
import dev.taskport.contract.TaskLogContract;
import dev.taskport.contract.TaskTransferContract;
import dev.taskport.contract.WakeupsContract;

/** The roles in groups, and that a keeper is told everything: it is rebuilt from what it was told at each reopening. */
class KeptHeapContractTest
        implements BackendLifeContract,
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
                NodeAllotmentContract,
                StrategyContract,
                ConcurrencyContract,
                ReopenContract,
                ModelContract {

    @Override
    public BackendFixture newFixture() {
        return new KeptHeap();
    }
}
