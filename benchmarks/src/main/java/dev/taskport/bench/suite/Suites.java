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

    public Suite open(Setup setup) {
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
