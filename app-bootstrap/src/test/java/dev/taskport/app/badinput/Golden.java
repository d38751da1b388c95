package dev.taskport.app.badinput;

import dev.taskport.app.cli.Cli;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The expected texts, in {@code src/test/resources/golden}: blocks with a heading each, as {@code ## a heading}.
 *
 * <p>{@code ./mvnw -pl app-bootstrap -am test -Dtest='BadInputTest,HostileFileSystemTest' -Dgolden=write
 * -Dsurefire.failIfNoSpecifiedTests=false} writes what is said now into them, and fails, so that nobody takes it for a
 * check. What changed is to be read, line by line, before it is committed.
 */
final class Golden {

    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private static final Pattern PATH = Pattern.compile("<folder>[^\\s\"']*");

    private final Path file;
    private final Map<String, String> blocks = new LinkedHashMap<>();
    private String head = "";

    private Golden(Path file) {
        this.file = file;
    }

    static Golden of(String name) {
        Golden golden = new Golden(FOLDER.resolve(name));
        golden.read();
        return golden;
    }

    private void read() {
        try {
            String[] parts = Files.readString(file).replace("\r\n", "\n").split("(?m)^## ", -1);
            head = parts[0];
            for (int i = 1; i < parts.length; i++) {
                int end = parts[i].indexOf('\n');
                blocks.put(
                        parts[i].substring(0, end), parts[i].substring(end + 1).strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> blocks() {
        return blocks;
    }

    /** Whether the texts are to be written rather than compared. */
    static boolean writing() {
        return "write".equals(System.getProperty("golden"));
    }

    void write(String heading, String text) {
        blocks.put(heading, text);
        StringBuilder all = new StringBuilder(head);
        blocks.forEach((name, block) ->
                all.append("## ").append(name).append('\n').append(block).append("\n\n"));
        try {
            Files.writeString(file, all.toString().stripTrailing() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a run said, without what differs from run to run and from system to system. */
    static String said(String typed, Cli.Result result, Path folder) {
        return "$ " + typed + "\n"
                + neutral(result.out() + result.err(), folder).strip() + "\n[exit " + result.code() + "]";
    }

    static String neutral(String text, Path folder) {
        return PATH.matcher(text.replace(folder.toString(), "<folder>"))
                .replaceAll(path -> Matcher.quoteReplacement(path.group().replace('\\', '/')))
                .replaceAll("\\d{8}-\\d{6}-\\d{3}", "<run>")
                .replaceAll("took {6}[^\\n]*", "took      <time>")
                .replaceAll("\\b0[0-9A-HJKMNP-TV-Z]{12}\\b", "<id>");
    }
}
