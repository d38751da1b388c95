/**
 * Opening the configured store, and noticing that the configuration names another one than last time. Who stood where is
 * remembered twice: by the store, in a record, and by the folder of the configuration, in a small file.
 */
@NullMarked
package dev.taskport.app.store;

import org.jspecify.annotations.NullMarked;
