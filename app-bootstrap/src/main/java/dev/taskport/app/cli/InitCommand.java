package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.ExitCode;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.PrivateFiles;
import dev.taskport.app.output.Style;
import dev.taskport.domain.ErrorCode;
import dev.taskport.engine.Backends;
import dev.taskport.engine.Taskport;
import dev.taskport.port.BackendCare;
import dev.taskport.port.BackendProfile;
import dev.taskport.port.BackendProvider.OpenMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "init",
        description = "Create the store or upgrade its schema, create the backup folder, and print what is in force.",
        footer = {"%nExample:", "  taskport init --validate"})
final class InitCommand implements Callable<Integer> {

    @Option(names = "--validate", description = "Only look whether that was done; change nothing.")
    boolean validate;

    private final Invocation run;

    InitCommand(Invocation run) {
        this.run = run;
    }

    @Override
    public Integer call() throws Exception {
        Path backups = run.configuration().backupFolder();
        if (validate) {
            requireStore();
        } else {
            createPrivateFolder(backups);
        }
        try (Taskport taskport = run.backends().open(validate ? OpenMode.READ_ONLY : OpenMode.CREATE)) {
            return run.answer(new InForce(
                    run.address(),
                    taskport.backend().profile(),
                    taskport.backend().identity().generation(),
                    backups,
                    Files.isDirectory(backups),
                    taskport.backend().current().care().check()));
        }
    }

    private void requireStore() {
        if (!Backends.probe(run.configuration().backend(), run.configuration().backendOptions())
                .exists()) {
            throw ErrorCode.NOT_FOUND.error(
                    "There is no store at " + run.address() + ". Nothing was changed. \"taskport init\" creates it.");
        }
    }

    private static void createPrivateFolder(Path folder) {
        try {
            PrivateFiles.createFolder(folder);
        } catch (IOException refused) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "The backup folder " + folder + " cannot be created (" + refused.getMessage()
                            + "). No store was created or changed. Choose another by backup.folder, or correct the rights.",
                    refused);
        }
    }

    record InForce(
            String address,
            BackendProfile profile,
            long generation,
            Path backups,
            boolean backupsThere,
            List<BackendCare.Check> checks)
            implements Answer {

        @Override
        public Object json() {
            return Json.object(
                    "backend", address,
                    "durable", profile.durable(),
                    "survivesPowerLoss", profile.survivesPowerLoss(),
                    "multiProcess", profile.multiProcess(),
                    "strategies", profile.strategies().stream().sorted().toList(),
                    "generation", generation,
                    "backupFolder", backups,
                    "checks", Checks.json(checks),
                    "ok", ok());
        }

        @Override
        public String text(Style style) {
            return "Store:       " + style.bold(address) + "\n"
                    + "Durable:     " + durability() + "\n"
                    + "Processes:   " + (profile.multiProcess() ? "several of one host may share it" : "one") + "\n"
                    + "Strategies:  "
                    + String.join(
                            ", ",
                            profile.strategies().stream()
                                    .sorted()
                                    .map(Enum::name)
                                    .toList()) + "\n"
                    + "Backups:     " + backups + (backupsThere ? "" : " (missing)") + "\n"
                    + Checks.text(checks, style);
        }

        @Override
        public int exitCode() {
            return ok() ? ExitCode.DONE : ExitCode.FAILED;
        }

        private boolean ok() {
            return backupsThere && Checks.ok(checks);
        }

        private String durability() {
            if (!profile.durable()) {
                return "no; it ends with the process";
            }
            return profile.survivesPowerLoss()
                    ? "survives a crash and power loss"
                    : "survives a crash of the process, not power loss";
        }
    }
}
