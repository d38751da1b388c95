/**
 * The language of Taskport and its rules, without any technology: what a task is, how it lives, who may end it, and which
 * task comes next. Everything here is immutable and free of side effects; time and chance are handed in.
 *
 * <ul>
 *   <li><b>task</b> one unit of work: a type, a JSON payload, and its life
 *   <li><b>type</b> the stable name a handler is registered under; never a class name
 *   <li><b>claim</b> take due tasks under a lease, atomically
 *   <li><b>lease</b> the right to run one task until a deadline; carries the fencing token
 *   <li><b>lease epoch</b> a counter of the task that grows at every claim and is never reset
 *   <li><b>generation</b> a number of the store; with the epoch it is the fencing token
 *   <li><b>settle</b> end one attempt with one outcome: complete, retry, bury, snooze, release
 *   <li><b>dead</b> a task that will not be tried again without a person
 *   <li><b>lane</b> workspace, type and requirements: what decides which workers may take a task
 *   <li><b>backend</b> whatever keeps the tasks; this package knows none
 * </ul>
 *
 * <p>{@link dev.taskport.domain.TaskLifecycle} holds the life table. No class of this package may depend on anything but
 * the JDK and nullness annotations.
 */
@NullMarked
package dev.taskport.domain;

import org.jspecify.annotations.NullMarked;
