package dev.taskport.migration.verify;

import java.util.List;

/**
 * What a comparison found.
 *
 * @param left how many tasks of the left were compared
 * @param right how many tasks the right holds
 * @param records how many records of the left were compared
 * @param leftDigest the fingerprint of what was compared on the left
 * @param rightDigest the fingerprint of what was compared with it on the right
 * @param more how many tasks and records the right holds besides; 0 where they count as differences
 * @param moreDigest their fingerprint
 * @param differenceCount how many differences there are
 * @param differences the first {@value #DIFFERENCES_MAX} of them
 */
public record Verification(
        long left,
        long right,
        long records,
        Digest leftDigest,
        Digest rightDigest,
        long more,
        Digest moreDigest,
        long differenceCount,
        List<Discrepancy> differences) {

    /** As many differences are kept to be shown. */
    public static final int DIFFERENCES_MAX = 1000;

    public Verification {
        differences = List.copyOf(differences);
    }

    /** Whether the right holds everything that it should, with the same content, and nothing that it should not. */
    public boolean equal() {
        return differenceCount == 0;
    }
}
