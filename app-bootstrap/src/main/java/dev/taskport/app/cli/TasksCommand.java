package dev.taskport.app.cli;

import picocli.CommandLine.Command;

/** The group of commands that look at tasks or change them. */
@Command(
        name = "tasks",
        description = "Look at tasks, or change them.",
        footer = {
            "%nA task is named by its 13-letter id, or by the id that it had in the program it came from.",
            "%nExamples:",
            "  taskport tasks list --status DEAD",
            "  taskport tasks explain 0HJ2ZK0V40W00"
        })
final class TasksCommand {}
