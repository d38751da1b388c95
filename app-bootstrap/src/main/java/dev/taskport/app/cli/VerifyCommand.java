package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.ExitCode;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.ProgressBar;
import dev.taskport.app.output.Style;
import dev.taskport.app.output.Words;
import dev.taskport.engine.Backends;
import dev.taskport.migration.verify.Discrepancy;
import dev.taskport.migration.verify.Scope;
import dev.taskport.migration.verify.Verification;
import dev.taskport.migration.verify.Verify;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TransferReader;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = "Compare everything in two stores, task by task, in both directions. Changes nothing.",
        footer = {
            "%nExample:",
            "  taskport verify task-queue.json sqlite:./taskport.db",
            "%nExit code 3 means that they differ."
        })
final class VerifyCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "A", description = "An address or a file.")
    String left = "";

    @Parameters(index = "1", paramLabel = "B", description = "An address or a file.")
    String right = "";

    private final Invocation run;

    VerifyCommand(Invocation run) {
        this.run = run;
    }

    @Override
    public Integer call() throws Exception {
        BackendAddress a = run.store(left);
        BackendAddress b = run.store(right);
        try (PersistenceBackend first = open(a);
                PersistenceBackend second = open(b);
                TransferReader firstReader = first.transfer().read();
                TransferReader secondReader = second.transfer().read();
                ProgressBar bar = run.output().progress("comparing", 0)) {
            return run.answer(new Compared(
                    a.toString(), b.toString(), Verify.of(firstReader, secondReader, Scope.EVERYTHING, bar::at)));
        }
    }

    private PersistenceBackend open(BackendAddress address) {
        return Backends.open(address, run.configuration().backendOptions(address.scheme()), OpenMode.READ_ONLY);
    }

    record Compared(String a, String b, Verification verification) implements Answer {

        @Override
        public Object json() {
            return Json.object(
                    "equal", verification.equal(),
                    "left", verification.left(),
                    "right", verification.right(),
                    "differenceCount", verification.differenceCount(),
                    "differences",
                            verification.differences().stream()
                                    .map(Discrepancy::line)
                                    .toList());
        }

        @Override
        public String text(Style style) {
            return verification.equal()
                    ? style.good("Equal: ") + Words.tasks(verification.left()) + " of " + a
                            + (verification.left() == 1 ? " is in " : " are in ") + b
                            + " with the same content, and nothing else is there."
                    : style.bad("Different: ") + a + " holds " + Words.tasks(verification.left()) + ", " + b + " "
                            + Words.tasks(verification.right()) + "; "
                            + Words.count(verification.differenceCount(), "difference", "differences") + ":\n"
                            + verification.differences().stream()
                                    .map(difference -> "  " + difference.line())
                                    .collect(Collectors.joining("\n"));
        }

        @Override
        public int exitCode() {
            return verification.equal() ? ExitCode.DONE : ExitCode.DIFFERENT;
        }
    }
}
