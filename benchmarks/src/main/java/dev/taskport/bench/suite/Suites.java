package dev.taskport.bench.suite;

import dev.taskport.bench.Suite;

/** The suites that can be asked for. */
public enum Suites {
    PEERS,
    LATENCY,
    PROCESSES,
    GROWTH,
    MEMORY,
    HANDLERS,
    LEGACY,
    HEAP,
    LAYOUTS;

    /** As it is measured; to be closed. */
    public Suite open(Setup setup) {
        return switch (this) {
            case MEMORY, HANDLERS, LEGACY, HEAP -> new Isolated(this, setup);
            // The others start processes of their own, or compare only with themselves.
            case PEERS, LATENCY, PROCESSES, GROWTH, LAYOUTS -> inside(setup);
        };
    }

    /** Within this process. */
    Suite inside(Setup setup) {
        return switch (this) {
            case PEERS -> new PeersSuite(setup);
            case LATENCY -> new LatencySuite(setup);
            case PROCESSES -> new ProcessesSuite(setup);
            case GROWTH -> new GrowthSuite(setup);
            case MEMORY -> new MemorySuite(setup);
            case HANDLERS -> new HandlersSuite(setup);
            case LEGACY -> new LegacySuite(setup);
            case HEAP -> new HeapSuite(setup);
            case LAYOUTS -> new LayoutsSuite(setup);
        };
    }
}
