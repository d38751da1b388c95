package dev.taskport.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents show is compiled and run as it stands there. */
class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
    private static final Pattern CONSOLE = Pattern.compile("```console\\n(.*?)```", Pattern.DOTALL);
    private static final String PROMPT = "$ ";

    @TempDir
    Path folder;

    static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("..", "docs"))) {
            return docs.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }

    static List<Program> programs() throws IOException {
        List<Program> programs = new ArrayList<>();
        for (Path document : documents()) {
            programs.addAll(Program.in(document));
        }
        return programs;
    }

    static List<Path> documentsWithCommands() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path document : documents()) {
            if (CONSOLE.matcher(Files.readString(document)).find()) {
                found.add(document);
            }
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("programs")
    void the_program_compiles_and_runs(Program program) throws IOException, InterruptedException {
        program.compile(folder);
        if (program.runs()) {
            program.run(folder);
        }
    }

    /** All commands of a document, one after the other in one folder; the first that fails ends it. */
    @ParameterizedTest
    @MethodSource("documentsWithCommands")
    void the_commands_run(Path document) throws IOException, InterruptedException {
        assumeThat(File.separator).as("a POSIX shell, which this test needs").isEqualTo("/");
        Path script = Files.writeString(folder.resolve("script.sh"), "set -e\n" + commands(document));
        Path command = Files.writeString(
                folder.resolve("taskport"),
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '"
                        + System.getProperty("java.class.path") + "' " + Main.class.getName() + " \"$@\"\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        ProcessBuilder shell = new ProcessBuilder("/bin/sh", script.toString())
                .directory(Files.createDirectory(folder.resolve("here")).toFile())
                .redirectErrorStream(true);
        shell.environment().merge("PATH", folder.toString(), (path, ours) -> ours + File.pathSeparator + path);
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static String commands(Path document) throws IOException {
        return CONSOLE.matcher(Files.readString(document))
                .results()
                .flatMap(block -> block.group(1).lines())
                .filter(line -> line.startsWith(PROMPT))
                .map(line -> line.substring(PROMPT.length()) + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void every_file_that_is_linked_exists() throws IOException {
        List<Path> linking = new ArrayList<>(documents());
        linking.add(ReadmeTest.README);
        for (Path document : linking) {
            for (MatchResult link :
                    LINK.matcher(Files.readString(document)).results().toList()) {
                assertThat(document.resolveSibling(link.group(1))).exists();
            }
        }
    }

    @Test
    void the_version_that_is_to_be_depended_on_is_the_one_that_is_built() throws IOException {
        Pattern version = Pattern.compile("<version>([^<$]+)</version>");
        String parent = Files.readString(Path.of("..", "pom.xml"));
        String built =
                version.matcher(parent).results().findFirst().orElseThrow().group(1);
        assertThat(version.matcher(Files.readString(Path.of("..", "docs", "embedding.md")))
                        .results()
                        .map(found -> found.group(1)))
                .isNotEmpty()
                .containsOnly(built);
    }
}
