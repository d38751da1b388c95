package dev.taskport.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsCommandTest {

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void cli() {
        cli = new Cli(folder);
    }

    @Test
    void a_record_is_kept_letter_for_letter_and_counts_its_versions() {
        assertThat(put("a/b", "{ \"n\" : 1.0 }").get("version").asInt()).isEqualTo(1);
        assertThat(cli.run("records", "show", "notes", "a/b", "--json").out()).contains("\"content\":{ \"n\" : 1.0 }");
        assertThat(put("a/b", "2").get("version").asInt()).isEqualTo(2);
        assertThat(cli.run("records", "show", "notes", "a/b").out()).matches("a/b of notes, version 2, \\S+\n2\n");
        assertThat(cli.input("[3]")
                        .run("records", "put", "notes", "c", "--content", "-")
                        .code())
                .isZero();
    }

    @Test
    void a_version_that_is_not_the_stored_one_changes_nothing() {
        put("a", "1");
        Cli.Result refused = cli.run("records", "put", "notes", "a", "--content", "2", "--if-version", "0");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualTo(
                        "error: Record a has version 1, not 0. Nothing was changed. Look again with \"taskport records"
                                + " show\" and use its version.\n");
        assertThat(cli.run("records", "delete", "notes", "a", "--if-version", "7")
                        .code())
                .isEqualTo(1);
        assertThat(cli.json("records", "show", "notes", "a").get("content").asInt())
                .isEqualTo(1);
        assertThat(cli.run("records", "put", "notes", "a", "--content", "2", "--if-version", "1")
                        .code())
                .isZero();
    }

    @Test
    void a_collection_is_listed_page_by_page_in_the_order_of_paths() {
        put("b", "1");
        put("a/x", "2");
        put("a/y", "3");
        JsonNode page = cli.json("records", "list", "notes", "--limit", "2");
        assertThat(page.get("items"))
                .extracting(item -> item.get("path").asText())
                .containsExactly("a/x", "a/y");
        assertThat(page.get("next").asText()).isEqualTo("a/y");
        assertThat(cli.json("records", "list", "notes", "--after", "a/y").get("items"))
                .hasSize(1);
        assertThat(cli.json("records", "list", "notes", "a").get("items")).hasSize(2);
        assertThat(cli.run("records", "list", "notes").out())
                .startsWith("PATH  VERSION  UPDATED")
                .contains("a/x   1        ");
        assertThat(cli.run("records", "list", "nothing").out()).isEqualTo("No record matches.\n");
        assertThat(cli.run("records", "list", "notes", "--limit", "1001").code())
                .isEqualTo(2);
    }

    @Test
    void a_record_belongs_to_its_workspace() {
        put("a", "1");
        assertThat(cli.json("records", "list", "notes", "--workspace", "w").get("items"))
                .isEmpty();
    }

    @Test
    void delete_takes_what_is_below_with_it() {
        put("a", "1");
        put("a/b", "1");
        put("ab", "1");
        assertThat(cli.run("records", "delete", "notes", "a").out())
                .isEqualTo("Record a of notes is gone, with all below it.\n");
        assertThat(cli.json("records", "list", "notes").get("items")).hasSize(1);
        Cli.Result again = cli.run("records", "delete", "notes", "a");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err())
                .isEqualTo("error: There is no record a in collection notes of workspace default. Nothing was changed."
                        + " \"taskport records list notes\" shows what is there.\n");
    }

    @Test
    void an_expired_record_is_gone() {
        JsonNode kept = cli.json("records", "put", "notes", "a", "--content", "1", "--expires-after", "1h");
        assertThat(kept.get("expiresAt").asText())
                .isGreaterThan(kept.get("updatedAt").asText());
    }

    @Test
    void what_running_programs_keep_is_looked_at_only() {
        cli.run("init");
        assertThat(cli.json("records", "list", "runtime.users").get("items")).hasSize(1);
        Cli.Result refused = cli.run("records", "delete", "runtime.users", "x");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo(
                        "error: The records of collection runtime.users belong to running programs. Nothing was changed."
                                + " Look at them with \"taskport records list\".\n");
        assertThat(cli.run("records", "put", "runtime.users", "x", "--content", "1")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void without_a_collection_the_collections_are_named_with_their_counts() {
        assertThat(cli.run("records", "list").out()).isEqualTo("The workspace holds no record.\n");
        put("a", "1");
        put("a/b", "1");
        cli.run("records", "put", "settings", "x", "--content", "1");
        cli.run("records", "put", "elsewhere", "x", "--content", "1", "--workspace", "w");
        assertThat(cli.run("records", "list").out()).isEqualTo("""
                COLLECTION  RECORDS
                notes       2
                settings    1
                """);
    }

    private JsonNode put(String path, String content) {
        return cli.json("records", "put", "notes", path, "--content", content);
    }
}
