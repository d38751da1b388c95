package dev.taskport.app.cli;

import dev.taskport.app.output.Words;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskportException;
import dev.taskport.engine.TaskQueue;
import java.util.List;

/** Finds the tasks that people name: by id, or by the id that a task had in the program it came from. */
final class References {

    private References() {}

    /** @throws dev.taskport.domain.TaskportException NOT_FOUND if there is no such task */
    static Task required(TaskQueue queue, String reference) {
        return queue.find(reference).orElseThrow(() -> missing(queue, reference));
    }

    static TaskportException missing(TaskQueue queue, String reference) {
        return ErrorCode.NOT_FOUND.error("There is no task \"" + Words.oneLine(reference, 100) + "\" in workspace "
                + queue.workspace() + ". Nothing was changed. It may be in another workspace, or have been"
                + " removed after its retention time; \"taskport tasks list\" shows what is there.");
    }

    /** All of them, or none. */
    static List<TaskId> required(TaskQueue queue, List<String> references) {
        return references.stream()
                .map(reference -> required(queue, reference).id())
                .toList();
    }
}
