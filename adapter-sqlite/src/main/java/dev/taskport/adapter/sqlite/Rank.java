package dev.taskport.adapter.sqlite;

/** Ready tasks of one lane and one priority: they follow one another by id. */
record Rank(long lane, int priority) {}
