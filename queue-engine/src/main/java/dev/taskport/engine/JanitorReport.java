package dev.taskport.engine;

/**
 * What one round of the janitor did.
 *
 * @param reclaimed tasks taken back from workers that stopped renewing
 * @param led whether this process also did what one process does for all; if not, the rest is 0
 * @param pruned finished tasks removed because they were kept long enough
 * @param mended dependencies whose end was missed: each is a defect worth reporting
 * @param purged expired records removed, those of dead workers among them
 */
public record JanitorReport(int reclaimed, boolean led, int pruned, int mended, int purged) {}
