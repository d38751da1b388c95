package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.Style;
import dev.taskport.app.output.Words;
import dev.taskport.domain.TaskStatus;
import dev.taskport.migration.audit.AuditReport;
import dev.taskport.migration.audit.AuditReport.Content;
import dev.taskport.migration.audit.AuditReport.Queue;
import dev.taskport.migration.audit.WriterSigns;
import dev.taskport.migration.audit.WriterSigns.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an audit saw, for people and programs.
 *
 * @param now what ages are counted from
 * @param target the address that the proposed migrations lead to
 */
record Audited(AuditReport report, Instant now, String target) implements Answer {

    @Override
    public Object json() {
        return Json.object(
                "folder",
                report.folder(),
                "complete",
                report.cutShort() == null,
                "visited",
                report.visited(),
                "items",
                report.queues().stream().map(this::json).toList(),
                "passedBy",
                report.passedBy().stream()
                        .map(passed -> Json.object("path", passed.path(), "reason", passed.reason()))
                        .toList());
    }

    @Override
    public String text(Style style) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(headline());
        report.queues().forEach(queue -> paragraphs.add(text(queue, style)));
        if (!report.passedBy().isEmpty()) {
            paragraphs.add(report.passedBy().stream()
                    .map(passed -> "passed by: " + passed.path() + " (" + passed.reason() + ")")
                    .collect(Collectors.joining("\n")));
        }
        return String.join("\n\n", paragraphs);
    }

    private Map<String, @Nullable Object> json(Queue queue) {
        Content content = queue.content();
        return Json.object(
                "path",
                queue.path(),
                "recognised",
                content != null,
                "format",
                content == null ? null : content.format(),
                "problem",
                queue.problem() == null
                        ? null
                        : Json.object(
                                "error",
                                queue.problem().code(),
                                "message",
                                queue.problem().message()),
                "tasks",
                content == null ? null : content.tasks(),
                "byStatus",
                content == null ? null : new TreeMap<>(content.byStatus()),
                "rejected",
                content == null ? null : content.rejected(),
                "warnings",
                content == null ? null : content.warnings(),
                "newestChangeAt",
                content == null ? null : content.newestChangeAt(),
                "bytes",
                queue.bytes(),
                "modifiedAt",
                queue.modifiedAt(),
                "copyOf",
                queue.copyOf(),
                "writer",
                Json.object(
                        "seems",
                        queue.writer().verdict().name().toLowerCase(Locale.ROOT),
                        "signs",
                        signs(queue.writer())),
                "command",
                command(queue));
    }

    private String headline() {
        long queues = report.queues().stream()
                .filter(queue -> queue.content() != null)
                .count();
        long others = report.queues().size() - queues;
        return Words.count(queues, "queue", "queues") + " under " + report.folder()
                + (others == 0 ? "" : ", and " + Words.count(others, "file that is", "files that are") + " none") + "; "
                + Words.count(report.visited(), "file or folder was", "files and folders were") + " looked at"
                + (report.cutShort() == null ? "." : ", not all: " + report.cutShort() + ".");
    }

    private String text(Queue queue, Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(queue.path().toString()));
        Content content = queue.content();
        if (content == null) {
            lines.add(style.bad("not recognised: ")
                    + (queue.problem() == null ? "" : queue.problem().message()));
            return String.join("\n  ", lines);
        }
        lines.add(content.format() + ", " + Words.tasks(content.tasks()) + counts(content) + ", "
                + Words.bytes(queue.bytes()));
        lines.add(ages(queue, content));
        lines.add(writer(queue.writer(), style));
        if (content.rejected() > 0) {
            lines.add(style.warned(Words.count(content.rejected(), "record is no task", "records are no tasks"))
                    + ": correct them, or add --lenient, which keeps them in a file");
        }
        content.warnings().forEach(warning -> lines.add("note: " + warning));
        String command = command(queue);
        lines.add(command == null ? "the same bytes as " + queue.copyOf() + ": migrate one of them" : command);
        return String.join("\n  ", lines);
    }

    private static String counts(Content content) {
        return content.byStatus().isEmpty()
                ? ""
                : new TreeMap<TaskStatus, Long>(content.byStatus())
                        .entrySet().stream()
                                .map(count -> count.getValue() + " " + count.getKey())
                                .collect(Collectors.joining(", ", " (", ")"));
    }

    private String ages(Queue queue, Content content) {
        String newest = content.newestChangeAt() == null
                ? "no task tells of a time"
                : "the newest change of a task is from " + content.newestChangeAt() + ", "
                        + Words.about(Duration.between(content.newestChangeAt(), now)) + " ago";
        return newest + "; the file was written " + Words.about(queue.writer().changedAgo()) + " ago";
    }

    private static String writer(WriterSigns writer, Style style) {
        String signs = String.join("; ", signs(writer));
        return switch (writer.verdict()) {
            case ALIVE -> style.warned("its writer seems alive") + " (" + signs + "): stop it before you migrate";
            case UNCLEAR -> "whether its writer is alive is unclear (" + signs + "): look before you migrate";
            case QUIET -> "no sign of a writer (" + signs + "); a program that has nothing to write leaves none";
        };
    }

    private static List<String> signs(WriterSigns writer) {
        List<String> signs = new ArrayList<>();
        signs.add("the file was written " + Words.about(writer.changedAgo()) + " ago");
        writer.beside().forEach(trace -> signs.add(sign(trace)));
        if (writer.beside().isEmpty()) {
            signs.add("no lock file lies beside it");
        }
        return signs;
    }

    private static String sign(Trace trace) {
        String what = trace.path().getFileName() + ", changed " + Words.about(trace.changedAgo()) + " ago, ";
        return switch (trace.kind()) {
            case LOCK -> what + "is a lock file, held or left behind";
            case HALF_WRITTEN -> what + "is a new version that did not take its place, or not yet";
            case TASKPORT -> what + "belongs to Taskport: the file is a store of its own";
        };
    }

    /** What migrates the queue; null if that would be of no use. */
    private @Nullable String command(Queue queue) {
        return queue.content() == null || queue.copyOf() != null
                ? null
                : "taskport migrate " + Words.quoted(queue.path()) + " --to " + Words.quoted(target);
    }
}
