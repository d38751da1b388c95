package dev.taskport.domain;

/** What a claim hands out: the task as it is now, and the right to run it. */
public record ClaimedTask(Task task, Lease lease) {

    /** The holder's view of a task that is LEASED. */
    public static ClaimedTask of(Task task) {
        return new ClaimedTask(task, task.lease());
    }
}
