package dev.taskport.heap;

/** Finds tasks by one of their aspects. An entry is removed as exactly what was added. */
interface TaskIndex {

    void add(Entry entry);

    void remove(Entry entry);
}
