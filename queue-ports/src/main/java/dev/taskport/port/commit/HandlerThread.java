package dev.taskport.port.commit;

/**
 * Marks a {@link Thread} that runs users' code and may be interrupted at any time: it does no storage work of its own, but
 * hands it over. Thread factories that start handlers make threads of a class that implements this.
 */
public interface HandlerThread {}
