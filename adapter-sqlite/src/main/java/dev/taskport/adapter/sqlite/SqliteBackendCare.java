package dev.taskport.adapter.sqlite;

import dev.taskport.port.BackendCare;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

final class SqliteBackendCare implements BackendCare {

    private static final String WAL = "wal";
    private static final String OK = "ok";

    private final SqliteStore store;

    SqliteBackendCare(SqliteStore store) {
        this.store = store;
    }

    @Override
    public List<Check> check() {
        return store.readers().run(() -> {
            try (SqlSession session = store.readers().openAside()) {
                return check(session);
            }
        });
    }

    private List<Check> check(SqlSession session) {
        CareSql sql = session.care();
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                "file",
                true,
                store.options().file() + ", " + store.options().file().size() + " bytes"));
        checks.add(engine(sql.engineVersion()));
        int version = new SqliteSchema(store.options().file()).version(session);
        checks.add(new Check("schema", version == SqliteSchema.VERSION, "version " + version));
        checks.add(journal(sql.journalMode()));
        checks.add(indexes(session));
        checks.add(ageing(session));
        checks.add(integrity(sql.integrityCheck()));
        checks.add(count("references", sql.brokenReferences(), "rows that refer to nothing"));
        checks.add(count("counts", sql.wrongTallies(), "numbers of tasks that are not kept right"));
        checks.add(count("places", sql.wrongPlaces(), "tasks that do not wait where they should"));
        checks.add(count("states", sql.wrongStates(), "states that do not know their tasks"));
        checks.add(count("dependencies", sql.wrongDependencies(), "open dependencies that are not counted"));
        return List.copyOf(checks);
    }

    private static Check engine(String version) {
        boolean safe = EngineVersion.parse(version).compareTo(EngineVersion.OLDEST_SAFE) >= 0;
        return new Check("engine", safe, "SQLite " + version);
    }

    /** Where the file is read as it lies, the engine does not look how it is written. */
    private Check journal(String mode) {
        return store.readers().frozen()
                ? new Check("journal", true, "not looked at, because nobody can write here")
                : new Check("journal", mode.equals(WAL), mode);
    }

    private static Check indexes(SqlSession session) {
        Set<String> missing = new TreeSet<>(ExpectedIndexes.ALL);
        int expected = missing.size();
        missing.removeAll(session.care().indexes());
        String found = (expected - missing.size()) + " of " + expected;
        return new Check("indexes", missing.isEmpty(), missing.isEmpty() ? found : found + ", missing " + missing);
    }

    /** Nothing is wrong with a store that keeps its step, but whoever configured another one should see it. */
    private Check ageing(SqlSession session) {
        Duration kept = session.store().store().orElseThrow().ageingStep().perStep();
        Duration asked = store.options().common().ageing().perStep();
        String ignored = kept.equals(asked) ? "" : ", as it was created; the " + asked + " asked for has no effect";
        return new Check("ageing", true, kept + " outweigh one step of priority" + ignored);
    }

    private static Check integrity(List<String> findings) {
        return new Check("integrity", findings.equals(List.of(OK)), String.join("; ", findings));
    }

    private static Check count(String name, long wrong, String what) {
        return new Check(name, wrong == 0, wrong + " " + what);
    }

    @Override
    public long backup(Path target) {
        return store.readers().run(() -> {
            try (SqlSession session = store.readers().openAside()) {
                long size = new SqliteBackup(target, store.errors()).write(session);
                store.readers().requireSameFile();
                return size;
            }
        });
    }

    @Override
    public long size() {
        store.readers().requireOpen();
        return store.options().file().size();
    }
}
