package dev.taskport.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** Pearson's test: whether counts may come from a distribution. */
final class ChiSquare {

    /** What a standard normal variable exceeds with a probability of 0.1 %. */
    private static final double NORMAL_OF_ONE_PER_MILLE = 3.0902;

    private ChiSquare() {}

    /** Demands that the counts are not less likely than one in a thousand, given the weights. */
    static void assertDistributed(String what, long[] counts, double[] weights) {
        double total = Arrays.stream(counts).sum();
        double weight = Arrays.stream(weights).sum();
        double statistic = 0;
        for (int i = 0; i < counts.length; i++) {
            double expected = total * weights[i] / weight;
            assertThat(expected)
                    .as("%s: enough draws to judge cell %d", what, i)
                    .isGreaterThan(5);
            statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
        }
        assertThat(statistic)
                .as("%s: chi-square of %s for weights %s", what, Arrays.toString(counts), Arrays.toString(weights))
                .isLessThan(critical(counts.length - 1));
    }

    /** The statistic's bound by the approximation of Wilson and Hilferty (1931). */
    static double critical(int freedom) {
        double spread = 2.0 / (9 * freedom);
        return freedom * Math.pow(1 - spread + NORMAL_OF_ONE_PER_MILLE * Math.sqrt(spread), 3);
    }
}
