package dev.taskport.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taskport.app.config.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {

    @TempDir
    Path folder;

    @Test
    void show_prints_every_key_with_its_value_and_origin() throws IOException {
        Path file = Files.writeString(folder.resolve("taskport.yaml"), "worker.lease: 10s\n");
        Cli cli = new Cli(folder).with("TASKPORT_WORKER_CONCURRENCY", "7");

        JsonNode shown = cli.json("config", "show", "--workspace", "letters");

        assertThat(shown.get("file").asText()).isEqualTo(file.toString());
        assertThat(shown.get("items")).hasSize(Keys.all().size());
        assertThat(item(shown, "worker.lease")).isEqualTo("10s from " + file);
        assertThat(item(shown, "worker.concurrency")).isEqualTo("7 from environment TASKPORT_WORKER_CONCURRENCY");
        assertThat(item(shown, "workspace")).isEqualTo("letters from --workspace");
        assertThat(item(shown, "log.level")).isEqualTo("warn from default");
    }

    @Test
    void what_show_prints_is_a_configuration_that_means_the_same() throws IOException {
        String shown = new Cli(folder).run("config", "show").out();
        Files.writeString(folder.resolve("taskport.yaml"), shown);
        Cli.Result again = new Cli(folder).run("config", "validate");
        assertThat(again.err()).isEmpty();
        assertThat(again.code()).isZero();
    }

    @Test
    void credentials_are_hidden() {
        Cli cli = new Cli(folder).with("TASKPORT_BACKEND", "postgresql://ada:secret@host/db?password=secret");
        assertThat(cli.run("config", "show").out())
                .contains("postgresql://***@host/db?password=***")
                .doesNotContain("secret");
        assertThat(cli.run("config", "show", "--json").out()).doesNotContain("secret");
    }

    @Test
    void validate_says_that_all_is_well() throws IOException {
        assertThat(new Cli(folder).run("config", "validate").out())
                .isEqualTo("No configuration file; the defaults are valid. Backend: sqlite:"
                        + folder.resolve("taskport.db") + ".\n");
        Files.writeString(folder.resolve("other.yaml"), "backend: memory:\n");
        assertThat(new Cli(folder)
                        .json("config", "validate", "--config", "other.yaml")
                        .get("backend")
                        .asText())
                .isEqualTo("memory:");
    }

    @Test
    void validate_refuses_a_worker_whose_order_no_store_need_keep() throws IOException {
        Path file = Files.writeString(folder.resolve("taskport.yaml"), "strategies: [FIFO]\nworker.strategy: LIFO\n");
        Cli.Result result = new Cli(folder).run("config", "validate");
        assertThat(result.err())
                .isEqualTo("error: " + file + ": worker.strategy. LIFO is not one of the orders of strategies (" + file
                        + ": FIFO), so no store need keep it and no worker would start. Nothing was opened. Add it to"
                        + " strategies, or choose one of those.\n");
        assertThat(result.code()).isEqualTo(2);
        assertThat(new Cli(folder)
                        .with("TASKPORT_WORKER_STRATEGY", "fifo")
                        .run("config", "validate")
                        .code())
                .isZero();
    }

    @Test
    void the_variable_names_the_configuration_too() throws IOException {
        Files.writeString(folder.resolve("other.yaml"), "backend: memory:\n");
        Cli cli = new Cli(folder).with("TASKPORT_CONFIG", "other.yaml");
        assertThat(cli.json("config", "validate").get("backend").asText()).isEqualTo("memory:");
    }

    private static String item(JsonNode shown, String key) {
        for (JsonNode item : shown.get("items")) {
            if (item.get("key").asText().equals(key)) {
                return item.get("value").asText() + " from "
                        + item.get("origin").asText();
            }
        }
        throw new AssertionError(key + " is not shown");
    }
}
