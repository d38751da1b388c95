package dev.taskport.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationEditTest {

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void file() {
        file = folder.resolve("taskport.yaml");
    }

    @Test
    void a_value_is_replaced_where_it_stands() throws IOException {
        assertEdited("a: 1\nworkspace: old\nb: 2\n", "a: 1\nworkspace: new\nb: 2\n");
        assertEdited("workspace: old # why\n", "workspace: new # why\n");
        assertEdited("workspace : \"old one\"", "workspace : new");
        assertEdited("workspace:\n", "workspace: new\n");
        assertEdited("workspace: old\r\nb: 2\r\n", "workspace: new\r\nb: 2\r\n");
    }

    @Test
    void a_key_that_is_not_there_is_added_at_the_end() throws IOException {
        assertEdited("", "workspace: new\n");
        assertEdited("a: 1", "a: 1\nworkspace: new\n");
        assertEdited("a: 1\r\n", "a: 1\r\nworkspace: new\r\n");
        assertEdited("# workspace: old\n", "# workspace: old\nworkspace: new\n");
        assertEdited("nested:\n  workspace: other\n", "nested:\n  workspace: other\nworkspace: new\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "a: b",
                "#x",
                "\"quoted\"",
                "C:\\x",
                "007",
                "ünï",
                "'",
                "true",
                "[a]",
                "{a}",
                "*a",
                "%TAG"
            })
    void a_value_is_read_back_as_it_was_given(String value) throws IOException {
        ConfigurationEdit.set(file, "workspace", value);
        assertThat(ConfigurationFile.read(file)).containsEntry("workspace", value);
        ConfigurationEdit.set(file, "workspace", "other");
        assertThat(Files.readString(file)).isEqualTo("workspace: other\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a: 1}\n", "a: 1\n...\n", "workspace:\n  - a\n  - b\n"})
    void a_file_in_which_more_would_change_is_left_alone(String text) throws IOException {
        Files.writeString(file, text);
        assertThatThrownBy(() -> ConfigurationEdit.set(file, "workspace", "new"))
                .hasMessageContaining("It is as it was. Write it there by hand: workspace: new");
        assertThat(Files.readString(file)).isEqualTo(text);
        assertThat(folder.toFile().list()).containsExactly("taskport.yaml");
    }

    @Test
    void a_file_that_cannot_be_read_is_left_alone() throws IOException {
        Files.writeString(file, "a: [1\n");
        assertThatThrownBy(() -> ConfigurationEdit.set(file, "workspace", "new"))
                .hasMessageContaining("not valid YAML");
        assertThat(Files.readString(file)).isEqualTo("a: [1\n");
        assertThatThrownBy(() -> ConfigurationEdit.set(folder.resolve("missing/x.yaml"), "workspace", "new"))
                .hasMessageContaining("cannot be changed");
    }

    @Test
    void a_file_keeps_its_rights_and_a_link_leads_to_it_still() throws IOException {
        Files.writeString(file, "a: 1\n");
        assumeTrue(
                Files.getFileAttributeView(file, PosixFileAttributeView.class) != null,
                "This system has no POSIX rights and may refuse links");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), file);

        ConfigurationEdit.set(link, "workspace", "new");

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.readString(file)).isEqualTo("a: 1\nworkspace: new\n");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    }

    private void assertEdited(String before, String after) throws IOException {
        Files.writeString(file, before);
        ConfigurationEdit.set(file, "workspace", "new");
        assertThat(Files.readString(file)).isEqualTo(after);
    }
}
