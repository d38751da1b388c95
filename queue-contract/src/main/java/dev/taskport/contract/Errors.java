package dev.taskport.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Says which error a call must end with. */
final class Errors {

    private Errors() {}

    static void assertError(ErrorCode code, ThrowingCallable call) {
        assertThatExceptionOfType(TaskportException.class)
                .isThrownBy(call)
                .returns(code, TaskportException::code)
                .satisfies(error -> assertThat(error.getMessage())
                        .as("a message that says what happened and what to do")
                        .hasSizeGreaterThan(40));
    }
}
