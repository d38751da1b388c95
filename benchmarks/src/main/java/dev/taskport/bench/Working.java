package dev.taskport.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A contestant with workers that wait for tasks. */
public interface Working extends Contestant {

    /** How long tasks that come in one by one wait on an otherwise idle queue, from before the call to the handler. */
    Map<Measure, Double> start(Pace pace, Path folder) throws Exception;

    /** What its workers cost while there is nothing to do. */
    Map<Measure, Double> idle(Duration window, Path folder) throws Exception;
}
