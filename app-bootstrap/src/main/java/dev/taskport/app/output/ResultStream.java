package dev.taskport.app.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers why something could not be written, which a {@link PrintStream} keeps to itself. */
final class ResultStream extends PrintStream {

    private final Remembering target;

    ResultStream(OutputStream target) {
        this(new Remembering(target));
    }

    private ResultStream(Remembering target) {
        super(target, true, StandardCharsets.UTF_8);
        this.target = target;
    }

    /** Why something is missing in the output; empty also if its reader went away, as {@code head} does. */
    Optional<String> unwritten() {
        flush();
        return Optional.ofNullable(target.problem)
                .map(problem -> String.valueOf(problem.getMessage()))
                .filter(why -> !why.toLowerCase(Locale.ROOT).contains("pipe"));
    }

    private static final class Remembering extends FilterOutputStream {

        private volatile @Nullable IOException problem;

        Remembering(OutputStream target) {
            super(target);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException unwritable) {
                problem = unwritable;
                throw unwritable;
            }
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }
    }
}
