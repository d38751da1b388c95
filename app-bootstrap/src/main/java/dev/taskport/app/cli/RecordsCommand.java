package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.Style;
import dev.taskport.app.output.Table;
import dev.taskport.app.output.Words;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.TaskportException;
import dev.taskport.engine.Taskport;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordStore;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.StoredRecord;
import dev.taskport.port.TaskTransfer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The group of commands that look at records or change them. */
@Command(
        name = "records",
        description = "Look at records, or change them: JSON documents of the workspace that are no tasks.",
        footer = {
            "%nA record is named by its collection and a path of names joined by slashes.",
            "%nExamples:",
            "  taskport records put settings mail/sender --content '{\"from\":\"ada\"}'",
            "  taskport records list",
            "  taskport records list settings"
        })
final class RecordsCommand {

    private static final int LIMIT_DEFAULT = 100;
    private static final int LIMIT_MAX = 1000;
    private static final int CONTENT_WIDTH = 80;

    @Command(
            name = "list",
            description = {
                "List the records of a collection in the order of their paths, page by page.",
                "Without a collection: those of the workspace with the number of their records, for which the whole store is read.",
                "Those of running programs, which begin with runtime., are listed only if they are named."
            },
            footer = {"%nExamples:", "  taskport records list", "  taskport records list settings mail --limit 20"})
    static final class ListAll implements Callable<Integer> {
        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "COLLECTION",
                description = "The collection; without one, all collections are named.")
        @Nullable
        String collection;

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "PATH",
                description = "Only this record and those below it; all by default.")
        String prefix = "";

        @Option(names = "--limit", paramLabel = "N", description = "How many at most; 1 to 1000, 100 by default.")
        int limit = LIMIT_DEFAULT;

        @Option(
                names = "--after",
                paramLabel = "PATH",
                description = "Begin after this path: the last one of the page before.")
        @Nullable
        String after;

        private final Invocation run;

        ListAll(Invocation run) {
            this.run = run;
        }

        @Override
        public Integer call() throws Exception {
            if (limit < 1 || limit > LIMIT_MAX) {
                throw ErrorCode.INVALID_REQUEST.error("A page of " + limit + " records is not between 1 and "
                        + LIMIT_MAX + ". Nothing was read. Ask for a number in that range.");
            }
            String named = collection;
            if (named == null) {
                return run.answer(run.read(taskport ->
                        RecordCollections.of(taskport.backend().current().transfer(), run.workspace())));
            }
            return run.answer(run.read(taskport ->
                    new Page(taskport.backend().records().list(run.workspace(), named, prefix, after, limit), limit)));
        }
    }

    @Command(
            name = "show",
            description = "Show a record.",
            footer = {"%nExample:", "  taskport records show settings mail/sender"})
    static final class Show extends OfOne {
        Show(Invocation run) {
            super(run);
        }

        @Override
        public Integer call() throws Exception {
            return run.answer(run.read(taskport -> new Shown(required(taskport, key()))));
        }
    }

    @Command(
            name = "put",
            description = "Store a record, in the place of the one that is there.",
            footer = {
                "%nExamples:",
                "  taskport records put settings mail/sender --content '{\"from\":\"ada\"}'",
                "  taskport records put settings mail/sender --content @sender.json --if-version 3"
            })
    static final class Put extends OfOne {
        @Option(names = "--content", required = true, paramLabel = "JSON|@FILE|-", description = "The document.")
        String content = "";

        @Option(
                names = "--if-version",
                paramLabel = "N",
                description = "Only if the record has this version; 0 if there must be none.")
        @Nullable
        Long version;

        @Option(
                names = "--expires-after",
                paramLabel = "DURATION",
                description = "It is gone so long from now; never by default.")
        @Nullable
        String expiresAfter;

        Put(Invocation run) {
            super(run);
        }

        @Override
        public Integer call() throws Exception {
            RecordKey key = writable();
            JsonText document = Inputs.document("The content", content, run);
            Duration life = expiresAfter == null ? null : Inputs.duration("--expires-after", expiresAfter);
            return run.answer(run.write(taskport -> {
                write(taskport, new RecordWrite.Put(key, document, version, life), version);
                return new Shown(required(taskport, key));
            }));
        }
    }

    @Command(
            name = "delete",
            description = "Remove a record, and all records below its path.",
            footer = {"%nExample:", "  taskport records delete settings mail"})
    static final class Delete extends OfOne {
        @Option(names = "--if-version", paramLabel = "N", description = "Only if the record has this version.")
        @Nullable
        Long version;

        Delete(Invocation run) {
            super(run);
        }

        @Override
        public Integer call() throws Exception {
            RecordKey key = writable();
            return run.answer(run.write(taskport -> {
                boolean there = !taskport.backend()
                        .records()
                        .list(key.workspace(), key.collection(), key.path(), null, 1)
                        .isEmpty();
                if (!there) {
                    throw missing(key);
                }
                write(taskport, new RecordWrite.Delete(key, version), version);
                return new Deleted(key);
            }));
        }
    }

    /** A command about one record. */
    @Command
    abstract static class OfOne implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "COLLECTION", description = "The collection.")
        String collection = "";

        @Parameters(index = "1", paramLabel = "PATH", description = "Its path in the collection.")
        String path = "";

        final Invocation run;

        OfOne(Invocation run) {
            this.run = run;
        }

        RecordKey key() {
            return new RecordKey(run.workspace(), collection, path);
        }

        /** Worker registry and elections are kept by running programs, which a change from outside would confuse. */
        RecordKey writable() {
            if (collection.startsWith(TaskTransfer.RUNTIME_PREFIX)) {
                throw ErrorCode.INVALID_REQUEST.error(
                        "The records of collection " + collection
                                + " belong to running programs. Nothing was changed. Look at them with \"taskport records list\".");
            }
            return key();
        }

        static StoredRecord required(Taskport taskport, RecordKey key) {
            return taskport.backend().records().get(key).orElseThrow(() -> missing(key));
        }

        static TaskportException missing(RecordKey key) {
            return ErrorCode.NOT_FOUND.error("There is no record " + key.path() + " in collection " + key.collection()
                    + " of workspace " + key.workspace() + ". Nothing was changed. \"taskport records list "
                    + key.collection() + "\" shows what is there.");
        }

        static void write(Taskport taskport, RecordWrite write, @Nullable Long version) {
            RecordStore records = taskport.backend().records();
            if (records.write(List.of(write)).isPresent()) {
                long stored =
                        records.get(write.key()).map(StoredRecord::version).orElse(0L);
                throw ErrorCode.VERSION_CONFLICT.error(
                        "Record " + write.key().path() + " has version " + stored + ", not " + version
                                + ". Nothing was changed. Look again with \"taskport records show\" and use its version.");
            }
        }
    }

    record Page(List<StoredRecord> records, int limit) implements Answer {

        @Override
        public Object json() {
            return Json.object(
                    "items", records.stream().map(RecordsCommand::json).toList(), "next", next());
        }

        @Override
        public String text(Style style) {
            if (records.isEmpty()) {
                return "No record matches.";
            }
            Table table = new Table("PATH", "VERSION", "UPDATED", "CONTENT");
            records.forEach(kept -> table.row(
                    kept.key().path(),
                    kept.version(),
                    kept.updatedAt(),
                    Words.oneLine(kept.content().text(), CONTENT_WIDTH)));
            return table.text(style) + (next() == null ? "" : "\n\nThere may be more: --after " + next());
        }

        private @Nullable String next() {
            return records.size() < limit
                    ? null
                    : records.get(records.size() - 1).key().path();
        }
    }

    record Shown(StoredRecord kept) implements Answer {

        @Override
        public Object json() {
            return RecordsCommand.json(kept);
        }

        @Override
        public String text(Style style) {
            return style.bold(kept.key().path()) + " of " + kept.key().collection() + ", version " + kept.version()
                    + ", "
                    + kept.updatedAt() + (kept.expiresAt() == null ? "" : ", until " + kept.expiresAt()) + "\n"
                    + kept.content().text();
        }
    }

    record Deleted(RecordKey key) implements Answer {

        @Override
        public Object json() {
            return Json.object("collection", key.collection(), "path", key.path(), "deleted", true);
        }

        @Override
        public String text(Style style) {
            return "Record " + key.path() + " of " + key.collection() + " is gone, with all below it.";
        }
    }

    private static Map<String, @Nullable Object> json(StoredRecord kept) {
        return Json.object(
                "workspace", kept.key().workspace(),
                "collection", kept.key().collection(),
                "path", kept.key().path(),
                "version", kept.version(),
                "updatedAt", kept.updatedAt(),
                "expiresAt", kept.expiresAt(),
                "content", kept.content());
    }
}
