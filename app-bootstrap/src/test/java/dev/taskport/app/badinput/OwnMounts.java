package dev.taskport.app.badinput;

import dev.taskport.app.Main;
import dev.taskport.app.cli.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs the real program where the file system itself refuses: in mounts of their own, which only these processes see and
 * which end with them. Needs Linux, and the right to mount in a namespace.
 */
final class OwnMounts {

    private static final String END = "@@end ";

    private final Path folder;
    private final String mount;

    private OwnMounts(Path folder, String mount) {
        this.folder = folder;
        this.mount = mount;
    }

    /** The folder as it is, but on a file system that takes no writes. */
    static OwnMounts readOnly(Path folder) {
        return new OwnMounts(folder, "mount --bind . . && mount -o remount,ro,bind .");
    }

    /** A file system of 4 MB in the place of the folder. */
    static OwnMounts small(Path folder) {
        return new OwnMounts(folder, "mount -t tmpfs -o size=4m,mode=700 tmpfs .");
    }

    /** Why that cannot be done here; empty if it can. */
    static Optional<String> obstacle(Path folder) {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return Optional.of("only Linux lets a process have mounts of its own");
        }
        try {
            Process tried = new ProcessBuilder(namespace("mount -t tmpfs -o size=4m tmpfs '" + folder + "'"))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(tried.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean possible = tried.waitFor(1, TimeUnit.MINUTES) && tried.exitValue() == 0;
            return possible ? Optional.empty() : Optional.of("this user may not mount anything here: " + said);
        } catch (IOException absent) {
            return Optional.of("unshare is not installed: " + absent.getMessage());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs commands one after the other, in the same mount; arguments may hold no quotes. */
    List<Cli.Result> run(String... commands) throws IOException, InterruptedException {
        Path out = Files.createTempDirectory("taskport-mounts");
        StringBuilder script =
                new StringBuilder("cd '" + folder + "' && " + mount + " && cd '" + folder + "' || exit 99\n");
        for (int i = 0; i < commands.length; i++) {
            script.append(java())
                    .append(' ')
                    .append(commands[i])
                    .append(" >'" + out + "/" + i + ".out' 2>'" + out + "/" + i + ".err' </dev/null; echo '" + END
                            + "'$?\n");
        }
        Process process = new ProcessBuilder(namespace(script.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new AssertionError("The mount failed: " + said);
        }
        List<Integer> codes = said.lines()
                .filter(line -> line.startsWith(END))
                .map(line -> Integer.parseInt(line.substring(END.length())))
                .toList();
        List<Cli.Result> results = new ArrayList<>();
        for (int i = 0; i < commands.length; i++) {
            results.add(new Cli.Result(
                    codes.get(i),
                    Files.readString(out.resolve(i + ".out")),
                    Files.readString(out.resolve(i + ".err"))));
        }
        return results;
    }

    private static String[] namespace(String script) {
        boolean root = "root".equals(System.getProperty("user.name"));
        return new String[] {"unshare", root ? "-m" : "-rm", "sh", "-c", script};
    }

    private static String java() {
        return Arrays.asList(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
    }
}
