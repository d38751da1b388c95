package dev.taskport.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs of the README are compiled and run as they stand there. */
class ReadmeTest {

    private static final Path README = Path.of("..", "README.md");
    private static final Pattern PROGRAM = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CLASS_NAME = Pattern.compile("public class (\\w+)");

    @TempDir
    Path folder;

    static List<String> programs() throws IOException {
        return PROGRAM.matcher(Files.readString(README))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void there_is_a_program_with_guice_and_one_without() throws IOException {
        assertThat(programs()).hasSize(2);
        assertThat(programs()).anySatisfy(program -> assertThat(program).contains("TaskportModule"));
        assertThat(programs()).anySatisfy(program -> assertThat(program).doesNotContain("guice"));
    }

    @Test
    void a_complete_program_takes_about_ten_lines() throws IOException {
        long lines = programs()
                .get(0)
                .lines()
                .filter(line -> !line.startsWith("import ") && !line.isBlank())
                .count();
        assertThat(lines).isLessThanOrEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void the_program_compiles_and_completes_its_task(String program) throws IOException, InterruptedException {
        String name = CLASS_NAME
                .matcher(program)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        compile(name, program);
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        folder + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                        name)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).isEqualToNormalizingNewlines("COMPLETED\n");
        assertThat(run.exitValue()).isZero();
        assertThat(folder.resolve("tasks.db")).exists();
    }

    @Test
    void every_file_that_is_linked_exists() throws IOException {
        for (Path document : documents()) {
            Matcher links = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(Files.readString(document));
            for (MatchResult link : links.results().toList()) {
                assertThat(document.resolveSibling(link.group(1))).exists();
            }
        }
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("..", "docs"))) {
            return Stream.concat(
                            Stream.of(README),
                            docs.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }

    private void compile(String name, String program) throws IOException {
        Path source = Files.writeString(folder.resolve(name + ".java"), program);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(
                            problems,
                            files,
                            null,
                            List.of(
                                    "-proc:none",
                                    "-d",
                                    folder.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path")),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            assertThat(compiled).as(problems.toString()).isTrue();
        }
    }
}
