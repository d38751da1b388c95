/**
 * What Taskport asks of whatever keeps the tasks: {@link dev.taskport.port.PersistenceBackend} and the small roles that
 * it hands out, cut by who uses them. A role's comment lists its guarantees as numbered rules; the tests of the published
 * contract quote them.
 *
 * <p>Rules that hold for every role:
 *
 * <ul>
 *   <li><b>P1</b> A call that returns has happened; with a durable profile it survives a crash.
 *   <li><b>P2</b> A {@link dev.taskport.domain.TaskportException} whose meaning is UNKNOWN may have happened, in full or not
 *       at all; any other meaning says that nothing happened.
 *   <li><b>P3</b> A call with a list is one transaction: all of it is in the store, or nothing.
 *   <li><b>P4</b> Answers come in the order of the requests, one each.
 *   <li><b>P5</b> Losing a race is an answer, not an exception.
 *   <li><b>P6</b> Every role may be used by any number of threads. An interrupt neither breaks a call in two nor costs the
 *       store a lock; the thread's interrupt flag is kept.
 *   <li><b>P7</b> Text comes back letter for letter; instants to the microsecond.
 *   <li><b>P8</b> Every call is bounded: a longer list than the role allows is LIMIT_EXCEEDED, a page or limit outside its
 *       range INVALID_REQUEST, and nothing happens.
 * </ul>
 *
 * <p>Durations cross the port, "now" does not: the backend's clock decides. Nothing here depends on a storage technology.
 */
@NullMarked
package dev.taskport.port;

import org.jspecify.annotations.NullMarked;
