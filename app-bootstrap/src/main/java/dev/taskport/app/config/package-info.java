/** Configuration: what can be set, where its value comes from, and what it means. Knows no backend and no command. */
@NullMarked
package dev.taskport.app.config;

import org.jspecify.annotations.NullMarked;
