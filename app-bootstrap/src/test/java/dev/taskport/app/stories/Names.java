package dev.taskport.app.stories;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands for what in a story. {@code <time>}, {@code <n>}, {@code <lineage>} and {@code <folder>} are the same
 * everywhere; any other name is a task, whose id it gets where it is met first, and keeps.
 */
final class Names {

    private static final Pattern NAME = Pattern.compile("<([a-z-]+)>");
    private static final String ID = "0[0-9A-HJKMNP-TV-Z]{12}";

    private static final Map<String, String> KINDS = Map.of(
            "time", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z",
            "n", "\\d+",
            "lineage", "[0-9a-f]{16}");

    private final Map<String, String> ids = new HashMap<>();
    private final String folder;

    Names(String folder) {
        this.folder = folder;
    }

    /** The command with the ids that it means. */
    String told(String command) {
        return NAME.matcher(command)
                .replaceAll(found -> Matcher.quoteReplacement(ids.getOrDefault(found.group(1), found.group())));
    }

    /** Whether the line is as expected; ids that have no name yet get one. */
    boolean matches(String expected, String line) {
        StringBuilder pattern = new StringBuilder();
        List<String> learnt = new ArrayList<>();
        Matcher names = NAME.matcher(expected);
        int end = 0;
        while (names.find()) {
            pattern.append(Pattern.quote(expected.substring(end, names.start())));
            pattern.append(pattern(names.group(1), learnt));
            end = names.end();
        }
        pattern.append(Pattern.quote(expected.substring(end)));
        Matcher matcher = Pattern.compile(pattern.toString()).matcher(line);
        if (!matcher.matches()) {
            return false;
        }
        for (int i = 0; i < learnt.size(); i++) {
            ids.put(learnt.get(i), matcher.group(i + 1));
        }
        return true;
    }

    private String pattern(String name, List<String> learnt) {
        if (name.equals("folder")) {
            return Pattern.quote(folder);
        }
        if (KINDS.containsKey(name)) {
            return KINDS.get(name);
        }
        if (ids.containsKey(name)) {
            return ids.get(name);
        }
        if (learnt.contains(name)) {
            return "\\" + (learnt.indexOf(name) + 1);
        }
        learnt.add(name);
        return "(" + ID + ")";
    }
}
