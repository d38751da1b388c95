/** The whole story in a minute, on real files in a folder of its own, with every claim checked. */
@NullMarked
package dev.taskport.app.demo;

import org.jspecify.annotations.NullMarked;
