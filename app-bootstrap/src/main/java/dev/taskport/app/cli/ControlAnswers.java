package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.ExitCode;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.Style;
import dev.taskport.port.ControlAnswer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of an operator's request, task by task. It failed if any of them was refused.
 *
 * @param verb such as {@code cancel}
 * @param allowed from where the life of a task allows it, for who was refused
 */
record ControlAnswers(String verb, String allowed, List<ControlAnswer> answers) implements Answer {

    @Override
    public Object json() {
        return Json.object(
                "items",
                answers.stream()
                        .map(answer ->
                                Json.object("id", answer.task(), "result", answer.kind(), "status", answer.status()))
                        .toList());
    }

    @Override
    public String text(Style style) {
        return answers.stream().map(answer -> line(answer, style)).collect(Collectors.joining("\n"));
    }

    @Override
    public int exitCode() {
        return answers.stream().allMatch(answer -> answer.kind() == ControlAnswer.Kind.APPLIED)
                ? ExitCode.DONE
                : ExitCode.FAILED;
    }

    private String line(ControlAnswer answer, Style style) {
        String id = style.bold(answer.task().toString());
        return switch (answer.kind()) {
            case APPLIED -> id + " is " + answer.status() + " now";
            case NOT_ALLOWED -> id + " is " + answer.status() + ", unchanged: " + verb + " needs " + allowed;
            case VERSION_CONFLICT ->
                id + " was changed by somebody else since you read it; nothing was changed."
                        + " Look again with \"taskport tasks show\" and use its revision.";
            case NOT_FOUND -> id + " does not exist (any more)";
        };
    }
}
