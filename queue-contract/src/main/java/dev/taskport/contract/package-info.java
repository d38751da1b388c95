/** The contract of the ports: one set of tests per role, which an adapter's own tests inherit. */
@NullMarked
package dev.taskport.contract;

import org.jspecify.annotations.NullMarked;
