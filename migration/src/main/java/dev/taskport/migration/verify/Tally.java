package dev.taskport.migration.verify;

import dev.taskport.migration.verify.Discrepancy.Subject;
import java.util.ArrayList;
import java.util.List;

/** What a comparison has counted so far. For one thread. */
final class Tally {

    private final boolean rightMayHoldMore;
    private final List<Discrepancy> differences = new ArrayList<>();
    private long differenceCount;
    private long left;
    private long right;
    private long records;
    private long more;
    private Digest leftDigest = Digest.NOTHING;
    private Digest rightDigest = Digest.NOTHING;
    private Digest moreDigest = Digest.NOTHING;

    Tally(boolean rightMayHoldMore) {
        this.rightMayHoldMore = rightMayHoldMore;
    }

    long leftTask() {
        return ++left;
    }

    void rightTask() {
        right++;
    }

    void leftRecord() {
        records++;
    }

    /** The subject is on both sides. */
    void both(Subject subject, Fields ofLeft, Fields ofRight) {
        Digest digestOfLeft = ofLeft.digest(subject.name());
        Digest digestOfRight = ofRight.digest(subject.name());
        leftDigest = leftDigest.and(digestOfLeft);
        rightDigest = rightDigest.and(digestOfRight);
        if (!digestOfLeft.equals(digestOfRight)) {
            ofLeft.differingFrom(ofRight)
                    .forEach(field ->
                            add(new Discrepancy.Different(subject, field, ofLeft.shown(field), ofRight.shown(field))));
        }
    }

    void onlyLeft(Subject subject, Digest digest) {
        leftDigest = leftDigest.and(digest);
        add(new Discrepancy.OnlyLeft(subject));
    }

    void onlyRight(Subject subject, Digest digest) {
        if (rightMayHoldMore) {
            more++;
            moreDigest = moreDigest.and(digest);
        } else {
            rightDigest = rightDigest.and(digest);
            add(new Discrepancy.OnlyRight(subject));
        }
    }

    private void add(Discrepancy difference) {
        differenceCount++;
        if (differences.size() < Verification.DIFFERENCES_MAX) {
            differences.add(difference);
        }
    }

    Verification verification() {
        return new Verification(
                left, right, records, leftDigest, rightDigest, more, moreDigest, differenceCount, differences);
    }
}
