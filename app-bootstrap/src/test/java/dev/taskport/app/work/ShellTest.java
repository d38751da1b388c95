package dev.taskport.app.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTest {

    @Test
    void plain_words_are_started_without_a_shell() {
        assertThat(Shell.words("true", "Linux")).containsExactly("true");
        assertThat(Shell.words("python3  -u ./b.py --n=a", "Mac OS X"))
                .containsExactly("/bin/sh", "-c", "python3  -u ./b.py --n=a");
        assertThat(Shell.words("sleep  60", "Linux")).containsExactly("sleep", "60");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"exit 3", "cat | wc", "echo \"$X\"", "a && b", "X=1 a", "~/run", "a;b", "echo *", "a 'b c'"})
    void whatever_a_shell_would_read_goes_through_the_shell(String command) {
        assertThat(Shell.words(command, "Linux")).containsExactly("/bin/sh", "-c", command);
    }

    @Test
    void windows_has_its_own_shell() {
        assertThat(Shell.words("dir", "Windows 11")).containsExactly("cmd.exe", "/d", "/s", "/c", "dir");
    }
}
