package dev.taskport.bench;

import java.nio.file.Path;
import java.util.Map;

/**
 * One thing that is measured in every round.
 *
 * @param work what is done
 * @param contestant who does it
 */
public record Trial(String work, String contestant, Turn turn) {

    /** Does the work once. */
    @FunctionalInterface
    public interface Turn {

        /**
         * Does it.
         *
         * @param folder an empty one, which is removed afterwards
         * @throws Exception if the work was not done, or not measured
         */
        Map<Measure, Double> take(Path folder) throws Exception;
    }

    @Override
    public String toString() {
        return work + ", " + contestant;
    }
}
