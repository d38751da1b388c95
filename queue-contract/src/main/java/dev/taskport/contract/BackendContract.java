package dev.taskport.contract;

import org.junit.jupiter.api.extension.ExtendWith;

/** What every contract needs: a way to make stores. Its tests are handed a {@link Bench} with one opened. */
@ExtendWith(BenchExtension.class)
public interface BackendContract {

    /** A place for a fresh store. */
    BackendFixture newFixture();
}
