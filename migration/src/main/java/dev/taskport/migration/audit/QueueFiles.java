package dev.taskport.migration.audit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that are called as queue files are, and opens none. Links are not followed, so that no loop can catch the
 * walk; backups and archives are passed by. What is passed by is said.
 */
final class QueueFiles extends SimpleFileVisitor<Path> {

    private static final Set<String> ARCHIVES = Set.of("archive", "archives", "archived");

    private final Path root;
    private final Set<String> names;
    private final AuditLimits limits;
    private final LongConsumer progress;
    private final List<Path> files = new ArrayList<>();
    private final List<AuditReport.PassedBy> passedBy = new ArrayList<>();
    private long visited;
    private @Nullable String cutShort;

    private QueueFiles(Path root, Set<String> names, AuditLimits limits, LongConsumer progress) {
        this.root = root;
        this.names = names;
        this.limits = limits;
        this.progress = progress;
    }

    /**
     * Walks.
     *
     * @param root a folder, not a link to one
     * @param names what queue files are called, in lower case
     * @param progress is told how many files and folders were seen
     */
    static QueueFiles under(Path root, Set<String> names, AuditLimits limits, LongConsumer progress)
            throws IOException {
        QueueFiles walk = new QueueFiles(root, names, limits, progress);
        Files.walkFileTree(root, Set.of(), limits.depth(), walk);
        walk.files.sort(null);
        return walk;
    }

    /** In order of their paths. */
    List<Path> files() {
        return files;
    }

    List<AuditReport.PassedBy> passedBy() {
        return passedBy;
    }

    long visited() {
        return visited;
    }

    /** Why the walk ended early; null if it saw everything. */
    @Nullable
    String cutShort() {
        return cutShort;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        if (!folder.equals(root) && setAside(name(folder))) {
            passBy(folder, "backups and archives are passed by");
            return FileVisitResult.SKIP_SUBTREE;
        }
        return seen();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isDirectory()) {
            cutShort = "folders below " + limits.depth() + " levels were not looked into";
        } else if (names.contains(name(file))) {
            take(file, attributes);
        }
        return seen();
    }

    private void take(Path file, BasicFileAttributes attributes) {
        if (!attributes.isRegularFile()) {
            passBy(file, attributes.isSymbolicLink() ? "links are not followed" : "it is no regular file");
        } else if (files.size() == limits.queues()) {
            cutShort = "more than " + limits.queues() + " files are called so";
        } else {
            files.add(file);
        }
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) {
        passBy(file, "it cannot be read: " + problem.getMessage());
        return seen();
    }

    private FileVisitResult seen() {
        visited++;
        progress.accept(visited);
        if (visited < limits.files()) {
            return FileVisitResult.CONTINUE;
        }
        cutShort = "after " + limits.files() + " files and folders the rest was not looked at";
        return FileVisitResult.TERMINATE;
    }

    void passBy(Path path, String why) {
        if (passedBy.size() < AuditReport.PASSED_BY_MAX) {
            passedBy.add(new AuditReport.PassedBy(path, why));
        }
    }

    private static boolean setAside(String folder) {
        return folder.contains("backup") || ARCHIVES.contains(folder);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    }
}
