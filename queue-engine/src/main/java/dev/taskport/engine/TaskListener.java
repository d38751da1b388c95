package dev.taskport.engine;

/**
 * Sees what happens to tasks in this process. It is called on the thread where it happens and should return fast; what it
 * throws is logged and never fails a task. Several threads call it at once.
 */
@FunctionalInterface
public interface TaskListener {

    void on(TaskHappening event);
}
