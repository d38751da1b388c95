package dev.taskport.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import dev.taskport.port.TransferItem.Position;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a run has done, one line of JSON each, on the disk before the next step begins. A line that was cut off by a crash
 * tells of something that will be done again, which has no effect.
 */
final class MigrationJournal implements AutoCloseable {

    static final String FILE = "journal.jsonl";

    private static final String EVENT = "event";
    private static final String STARTED = "started";
    private static final String BACKED_UP = "backed-up";
    private static final String COPIED = "copied";
    private static final String FINISHED = "finished";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path file;
    private final List<JsonNode> lines;
    private final FileChannel out;

    private MigrationJournal(Path file, List<JsonNode> lines, FileChannel out) {
        this.file = file;
        this.lines = lines;
        this.out = out;
    }

    /** Opens the journal of a run folder, which may hold one already. */
    static MigrationJournal open(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            List<JsonNode> lines = Files.exists(file) ? read(file) : new ArrayList<>();
            FileChannel out = PrivateFiles.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            return new MigrationJournal(file, lines, out);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Opens the journal of a new run and notes what it is going to do. */
    static MigrationJournal begun(Path folder, Instant now, MigrationPlan plan, Findings findings) {
        MigrationJournal journal = open(folder);
        try {
            journal.started(folder.getFileName().toString(), now, plan, findings);
            return journal;
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** The complete lines of a journal, in order. */
    static List<JsonNode> read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8)
                .lines()
                .map(MigrationJournal::parsed)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Empty for a line that a crash cut off: what it was about to tell is simply done again. */
    private static Optional<JsonNode> parsed(String line) {
        try {
            return Optional.of(MAPPER.readTree(line)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private void started(String run, Instant at, MigrationPlan plan, Findings findings) {
        ObjectNode line = line(STARTED, at);
        line.put("run", run);
        line.put("source", plan.source().toString());
        line.put("target", plan.target().toString());
        line.setAll(wanted(plan));
        line.put("fingerprint", findings.fingerprint());
        line.set("figures", MAPPER.valueToTree(findings.figures()));
        append(line);
    }

    void backedUp(Instant at, String what, Path backup, long bytes, String sha256) {
        ObjectNode line = line(BACKED_UP, at);
        line.put("what", what);
        line.put("file", backup.getFileName().toString());
        line.put("bytes", bytes);
        line.put("sha256", sha256);
        append(line);
    }

    /** Everything up to the position is in the target. */
    void copied(Instant at, String targetLineage, Position position) {
        ObjectNode line = line(COPIED, at);
        line.put("targetLineage", targetLineage);
        line.put("section", position.section());
        line.put("key", position.key());
        append(line);
    }

    void finished(Instant at, boolean verified) {
        ObjectNode line = line(FINISHED, at);
        line.put("verified", verified);
        append(line);
    }

    /** What the run had before it when it began; empty before it began. */
    Optional<Figures> figures() {
        return last(STARTED).map(line -> MAPPER.convertValue(line.get("figures"), Figures.class));
    }

    boolean hasBackup(String what) {
        return lines.stream()
                .anyMatch(line ->
                        is(line, BACKED_UP) && line.path("what").asText().equals(what));
    }

    /** How far the copy to that very target has come; empty at its beginning. */
    Optional<Position> copied(String targetLineage) {
        return last(COPIED)
                .filter(line -> line.path("targetLineage").asText().equals(targetLineage))
                .map(line -> new Position(
                        line.path("section").asInt(), line.path("key").asText()));
    }

    /** From where the tasks come, if the lines tell. */
    static Optional<String> source(List<JsonNode> lines) {
        return last(lines, STARTED).map(line -> line.path("source").asText());
    }

    /** When the run was over, if it was. */
    static Optional<Instant> finishedAt(List<JsonNode> lines) {
        return last(lines, FINISHED).map(line -> Instant.parse(line.path("at").asText()));
    }

    /** Whether these are the lines of an unfinished run of the plan on this source. */
    static boolean resumable(List<JsonNode> lines, MigrationPlan plan, Findings findings) {
        return lines.stream().noneMatch(line -> is(line, FINISHED))
                && lines.stream()
                        .anyMatch(line -> is(line, STARTED)
                                && line.path("source")
                                        .asText()
                                        .equals(plan.source().toString())
                                && line.path("target")
                                        .asText()
                                        .equals(plan.target().toString())
                                && wants(line, plan)
                                && line.path("fingerprint").asText().equals(findings.fingerprint()));
    }

    /** What of the source is to come, and what becomes of the rest: a run with another wish left other things out. */
    private static ObjectNode wanted(MigrationPlan plan) {
        return MAPPER.createObjectNode()
                .put("activeOnly", plan.activeOnly())
                .put("onConflict", plan.onConflict().name())
                .put("lenient", plan.lenient());
    }

    private static boolean wants(JsonNode started, MigrationPlan plan) {
        return wanted(plan).properties().stream()
                .allMatch(wish -> wish.getValue().equals(started.get(wish.getKey())));
    }

    private Optional<JsonNode> last(String event) {
        return last(lines, event);
    }

    private static Optional<JsonNode> last(List<JsonNode> lines, String event) {
        return lines.stream().filter(line -> is(line, event)).reduce((before, after) -> after);
    }

    private static boolean is(JsonNode line, String event) {
        return line.path(EVENT).asText().equals(event);
    }

    private static ObjectNode line(String event, Instant at) {
        return MAPPER.createObjectNode().put(EVENT, event).put("at", at.toString());
    }

    private void append(ObjectNode line) {
        try {
            // The line break comes first too: a line that a crash cut off must not swallow this one.
            PrivateFiles.write(out, ("\n" + line + "\n").getBytes(StandardCharsets.UTF_8));
            lines.add(line);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static TaskportException unwritable(Path file, IOException e) {
        return ErrorCode.UNAVAILABLE.error(
                "The journal " + file + " cannot be written or read (" + e.getMessage()
                        + "). The migration stops here; what was copied stays and the source is unchanged."
                        + " Make room or mend the permissions, and start it again: it goes on where it stopped.",
                e);
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }
}
