package dev.taskport.bench;

import java.util.List;

/** The median of several values, with the least and the greatest. */
public record Spread(double median, double least, double greatest) {

    /** Of no value at all. */
    public static final Spread NONE = new Spread(Double.NaN, Double.NaN, Double.NaN);

    /**
     * Of these values, in whatever order.
     *
     * @throws IllegalArgumentException for an empty list
     */
    public static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("There is no median of nothing");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }

    public boolean isNone() {
        return Double.isNaN(median);
    }
}
