package dev.taskport.bench.report;

import com.sun.management.OperatingSystemMXBean;
import dev.taskport.bench.child.Child;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Under which conditions something was measured, by name, in the order in which a reader asks.
 *
 * @param values what was found, in words
 */
public record Conditions(Map<String, String> values) {

    private static final Pattern LIBRARY = Pattern.compile(
            "(sqlite-jdbc|db-scheduler|jobrunr|quartz|transactionoutbox-core|artemis-server|h2|HikariCP)-([0-9][^/\\\\]*)\\.jar");

    /**
     * As they are now.
     *
     * @param folder where files lie while they are compared
     * @param choices what whoever started the harness chose
     */
    public static Conditions now(Instant at, Path folder, Map<String, String> choices) throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("when", at.truncatedTo(ChronoUnit.SECONDS).toString());
        values.put(
                "machine",
                String.format(
                        "%s %s, %s, %d cores, %d MiB of memory",
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        system.getAvailableProcessors(),
                        system.getTotalMemorySize() >> 20));
        values.put("load before", String.format("%.2f", system.getSystemLoadAverage()));
        values.put("file system", Files.getFileStore(folder).type());
        values.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        values.put("JVM options", String.join(" ", Child.options()));
        values.put("libraries", libraries());
        values.putAll(choices);
        return new Conditions(values);
    }

    private static String libraries() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return String.join(
                ", ",
                List.of(path.split(Pattern.quote(File.pathSeparator))).stream()
                        .map(LIBRARY::matcher)
                        .filter(Matcher::find)
                        .map(found -> found.group(1) + " " + found.group(2))
                        .sorted()
                        .toList());
    }
}
