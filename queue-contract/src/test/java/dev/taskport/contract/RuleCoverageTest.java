package dev.taskport.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the rules in the ports' Javadoc and the names of the contract's tests together, in both directions. */
class RuleCoverageTest {

    private static final Path PORTS = Path.of("..", "queue-ports", "src", "main", "java");
    private static final Pattern RULE = Pattern.compile("<b>([A-Z]\\d+)</b>");
    private static final Pattern QUOTED = Pattern.compile("(?<![a-zA-Z0-9])([A-Z]\\d+)(?=_)");
    private static final List<Class<?>> CONTRACTS = List.of(
            PersistenceBackendContract.class, ReopenContract.class, SharedStoreContract.class, ProcessContract.class);

    private static Set<String> rules() throws IOException {
        try (Stream<Path> files = Files.walk(PORTS)) {
            Set<String> rules = new TreeSet<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                RULE.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(rules::add);
            }
            return rules;
        }
    }

    private static Set<String> quoted() {
        return CONTRACTS.stream()
                .flatMap(contract -> Arrays.stream(contract.getMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .flatMap(name -> QUOTED.matcher(name.replace("_", "__")).results())
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void every_rule_of_the_ports_is_quoted_by_a_contract_test() throws IOException {
        assertThat(rules()).as("rules found in the Javadoc").hasSizeGreaterThan(50);
        assertThat(quoted()).containsAll(rules());
    }

    @Test
    void no_contract_test_quotes_a_rule_that_does_not_exist() throws IOException {
        assertThat(rules()).containsAll(quoted());
    }

    @Test
    void every_contract_test_quotes_a_rule() {
        assertThat(CONTRACTS.stream()
                        .flatMap(contract -> Arrays.stream(contract.getMethods()))
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .map(Method::getName))
                .allMatch(name -> name.matches("[A-Z]\\d+_.*"));
    }
}
