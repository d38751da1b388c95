package dev.taskport.bench.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The processes of one suite, each started when it is first needed. Closing ends them all. For one thread. */
public final class Children implements AutoCloseable {

    /** Starts a process. */
    @FunctionalInterface
    public interface Starter {
        Child start(Path log) throws IOException;
    }

    private final Class<?> main;
    private final Path logs;
    private final Map<String, Child> byName = new LinkedHashMap<>();

    /**
     * None yet.
     *
     * @param main the main class of those in Java
     * @param logs the folder for what they say beside their answers
     */
    public Children(Class<?> main, Path logs) {
        this.main = main;
        this.logs = logs;
    }

    /** The JVM of that name. */
    public Child java(String name) throws IOException {
        return get(name, log -> Child.java(main, log));
    }

    /** The process of that name. */
    public Child get(String name, Starter starter) throws IOException {
        Child known = byName.get(name);
        if (known != null) {
            return known;
        }
        Files.createDirectories(logs);
        Child started = starter.start(logs.resolve(name + ".log"));
        byName.put(name, started);
        return started;
    }

    @Override
    public void close() {
        byName.values().forEach(Child::close);
        byName.clear();
    }
}
