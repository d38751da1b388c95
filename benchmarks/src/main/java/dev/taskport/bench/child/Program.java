package dev.taskport.bench.child;

import dev.taskport.bench.Measure;
import java.util.Map;

/** What a child can be asked to do. */
@FunctionalInterface
public interface Program {

    /**
     * Does it once.
     *
     * @param ready to be called by a program that others wait for, when they may begin
     */
    Map<Measure, Double> run(Message question, Runnable ready) throws Exception;
}
