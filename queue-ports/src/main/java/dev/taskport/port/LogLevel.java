package dev.taskport.port;

/** How loud a log line is. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARN,
    ERROR
}
