package dev.taskport.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;

/** Short words for what tests expect of errors. */
final class Errors {

    private Errors() {}

    static ThrowableAssertAlternative<TaskportException> assertError(ErrorCode code, ThrowingCallable call) {
        return assertThatExceptionOfType(TaskportException.class)
                .isThrownBy(call)
                .returns(code, TaskportException::code);
    }
}
