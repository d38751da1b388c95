package dev.taskport.app.cli;

import dev.taskport.app.output.Output;
import dev.taskport.app.output.ProgressBar;
import dev.taskport.migration.MigrationProgress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One progress bar after the other, one per step of a migration. */
final class MigrationBars implements MigrationProgress, AutoCloseable {

    private final Output output;
    private @Nullable Step step;
    private @Nullable ProgressBar bar;

    MigrationBars(Output output) {
        this.output = output;
    }

    @Override
    public void at(Step now, long done, long total) {
        if (bar == null || now != step) {
            close();
            bar = output.progress(now.name().toLowerCase(Locale.ROOT), total);
            step = now;
        }
        bar.at(done);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
