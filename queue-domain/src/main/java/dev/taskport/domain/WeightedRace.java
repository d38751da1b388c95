package dev.taskport.domain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Weighted choice as an exponential race in virtual time (Efraimidis and Spirakis, Weighted random sampling with a
 * reservoir, 2006, give the race; the virtual time lets tasks join a race that is under way):
 *
 * <ol>
 *   <li>Each lane has a virtual time V that only grows.
 *   <li>A task that becomes due draws a ticket V + E / w, where E is exponential with mean 1 and w its weight.
 *   <li>A claim takes the smallest ticket − V over its lanes and adds that amount to the V of each.
 * </ol>
 *
 * An exponential variable has no memory, so what is left of a ticket is distributed as if it were drawn anew: each choice
 * is exactly in proportion to the weights, also between lanes that are worked at different rates. Every ticket is finite,
 * so nobody starves.
 */
public final class WeightedRace {

    private WeightedRace() {}

    /** A ticket for a task that becomes due in a lane whose virtual time is {@code virtualTime}. */
    public static double draw(double virtualTime, Priority priority, RandomGenerator random) {
        // nextDouble is in [0, 1): one minus it is never 0, whose logarithm would be infinite.
        double exponential = -Math.log(1 - random.nextDouble());
        return virtualTime + exponential / priority.weight();
    }

    /** A task's place in the race. */
    public record Ticket(TaskId task, double at) implements Comparable<Ticket> {
        private static final Comparator<Ticket> ORDER =
                Comparator.comparingDouble(Ticket::at).thenComparing(Ticket::task);

        @Override
        public int compareTo(Ticket other) {
            return ORDER.compare(this, other);
        }
    }

    /** One lane as a claim finds it: its virtual time and its smallest tickets in order. */
    public record Runners<L>(L lane, double virtualTime, List<Ticket> tickets) {}

    /** The tasks chosen, in order, and the lanes' virtual times after it. */
    public record Result<L>(List<TaskId> chosen, List<Runners<L>> lanes) {}

    /**
     * Chooses up to {@code max} tasks.
     *
     * @param lanes with at least {@code max} tickets each, or all they have
     */
    public static <L> Result<L> run(int max, Collection<Runners<L>> lanes) {
        List<Track<L>> tracks = new ArrayList<>();
        lanes.forEach(lane -> tracks.add(new Track<>(lane)));
        List<TaskId> chosen = new ArrayList<>();
        while (chosen.size() < max) {
            Optional<Track<L>> next =
                    tracks.stream().filter(Track::running).min(Comparator.comparing(Track::head, Head.ORDER));
            if (next.isEmpty()) {
                break;
            }
            double step = next.get().head().ahead();
            tracks.stream().filter(Track::running).forEach(track -> track.virtualTime += step);
            chosen.add(next.get().tickets.remove().task());
        }
        return new Result<>(chosen, tracks.stream().map(Track::runners).toList());
    }

    /** How far ahead of its lane's virtual time the next ticket is. */
    private record Head(double ahead, TaskId task) {
        static final Comparator<Head> ORDER =
                Comparator.comparingDouble(Head::ahead).thenComparing(Head::task);
    }

    private static final class Track<L> {
        private final L lane;
        private final Deque<Ticket> tickets;
        private double virtualTime;

        Track(Runners<L> runners) {
            lane = runners.lane();
            virtualTime = runners.virtualTime();
            tickets = new ArrayDeque<>(runners.tickets());
        }

        boolean running() {
            return !tickets.isEmpty();
        }

        Head head() {
            Ticket ticket = tickets.element();
            return new Head(Math.max(0, ticket.at() - virtualTime), ticket.task());
        }

        Runners<L> runners() {
            return new Runners<>(lane, virtualTime, List.copyOf(tickets));
        }
    }
}
