package dev.taskport.app.cli;

import dev.taskport.app.config.Configuration;
import dev.taskport.app.config.Key;
import dev.taskport.app.config.Keys;
import dev.taskport.app.config.Secrets;
import dev.taskport.app.config.Setting;
import dev.taskport.app.config.Settings;
import dev.taskport.app.output.Answer;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.Style;
import dev.taskport.domain.ErrorCode;
import dev.taskport.port.BackendAddress;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code config show} and {@code config validate}. */
@Command(
        name = "config",
        description = "Show or check the configuration.",
        footer = {"%nExample:", "  taskport config show"})
final class ConfigCommand {

    @Command(
            name = "show",
            description = "Print every key: what it means, its value in force, and where the value comes from.",
            footer = {"%nExample:", "  taskport config show --json"})
    static final class Show implements Callable<Integer> {
        private final Invocation run;

        Show(Invocation run) {
            this.run = run;
        }

        @Override
        public Integer call() {
            run.configuration(); // refuses what is wrong before anything is shown
            return run.answer(new InForce(run.settings()));
        }
    }

    @Command(
            name = "validate",
            description = "Check the configuration without opening anything.",
            footer = {"%nExample:", "  taskport config validate --config staging.yaml"})
    static final class Validate implements Callable<Integer> {
        private final Invocation run;

        Validate(Invocation run) {
            this.run = run;
        }

        @Override
        public Integer call() {
            requireOrderKept(run);
            return run.answer(new Valid(run.settings(), run.address()));
        }
    }

    /** Only said here: whoever starts no worker need not choose an order for it. */
    private static void requireOrderKept(Invocation run) {
        Configuration configuration = run.configuration();
        if (!configuration.store().strategies().contains(configuration.worker().strategy())) {
            throw ErrorCode.INVALID_REQUEST.error(String.format(
                    "%s: %s. %s is not one of the orders of %s (%s: %s), so no store need keep it and no worker would start."
                            + " Nothing was opened. Add it to %s, or choose one of those.",
                    run.settings().of(Keys.WORKER_STRATEGY).origin(),
                    Keys.WORKER_STRATEGY.name(),
                    configuration.worker().strategy(),
                    Keys.STRATEGIES.name(),
                    run.settings().of(Keys.STRATEGIES).origin(),
                    run.settings().of(Keys.STRATEGIES).text(),
                    Keys.STRATEGIES.name()));
        }
    }

    /** The configuration as a file that could be used as it is. */
    record InForce(Settings settings) implements Answer {

        @Override
        public Object json() {
            return Json.object(
                    "file", settings.file(),
                    "items", Keys.all().stream().map(this::json).toList());
        }

        @Override
        public String text(Style style) {
            return Keys.all().stream().map(key -> text(key, style)).collect(Collectors.joining("\n\n"));
        }

        private Map<String, @Nullable Object> json(Key<?> key) {
            Setting setting = settings.of(key);
            return Json.object(
                    "key", key.name(),
                    "value", shown(key, setting),
                    "origin", setting.origin(),
                    "default", key.defaultText(),
                    "environment", key.environmentName(),
                    "meaning", key.meaning());
        }

        private String text(Key<?> key, Style style) {
            Setting setting = settings.of(key);
            String origin =
                    setting.isDefault() ? "default" : "from " + setting.origin() + ", default " + key.defaultText();
            return style.faint("# " + key.meaning()) + "\n"
                    + style.faint("# (" + origin + "; " + key.environmentName() + ")") + "\n"
                    + style.bold(key.name() + ": ") + shown(key, setting);
        }

        private static String shown(Key<?> key, Setting setting) {
            return key.equals(Keys.BACKEND)
                    ? Secrets.shown(BackendAddress.parse(setting.text()))
                    : Secrets.shown(key.name(), setting.text());
        }
    }

    /** Nothing is wrong; what is not a default is counted. */
    record Valid(Settings settings, String backend) implements Answer {

        @Override
        public Object json() {
            return Json.object("valid", true, "file", settings.file(), "backend", backend);
        }

        @Override
        public String text(Style style) {
            return (settings.file() == null ? "No configuration file; the defaults are" : settings.file() + " is")
                    + " valid. Backend: " + backend + ".";
        }
    }
}
