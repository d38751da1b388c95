package dev.taskport.heap;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Some values of an {@link IdMap}, whose ids are neighbours: sorted arrays with free room at either end, so that adding behind
 * the last and removing the first move nothing.
 */
final class IdPage<V> {

    private static final int FIRST_CAPACITY = 8;
    private static final int CAPACITY = 128;

    private final long low;
    private long high;
    private long[] ids = new long[FIRST_CAPACITY];
    private @Nullable Object[] values = new @Nullable Object[FIRST_CAPACITY];
    /** The values lie from here, inclusive. */
    private int from;
    /** To here, exclusive. */
    private int to;
    /** Where the last call found its id: what is looked up is mostly changed next. */
    private int recent;

    /** A page for the ids from {@code low} to {@code high}, both inclusive. */
    IdPage(long low, long high) {
        this.low = low;
        this.high = high;
    }

    long low() {
        return low;
    }

    long high() {
        return high;
    }

    void extendTo(long newHigh) {
        high = newHigh;
    }

    boolean covers(long id) {
        return low <= id && id <= high;
    }

    boolean isEmpty() {
        return from == to;
    }

    boolean isFull() {
        return to - from == CAPACITY;
    }

    boolean holds(long id) {
        return position(id) >= 0;
    }

    @Nullable
    V get(long id) {
        int position = position(id);
        return position < 0 ? null : value(position);
    }

    /** Whether the id is new here. */
    boolean put(long id, V value) {
        int position = position(id);
        boolean added = position < 0;
        if (added) {
            position = makeRoom(-position - 1);
            ids[position] = id;
        }
        values[position] = value;
        return added;
    }

    /** Whether the id was here. */
    boolean remove(long id) {
        int position = position(id);
        if (position < 0) {
            return false;
        }
        if (position - from < to - position) {
            move(from, position, 1);
            values[from++] = null;
        } else {
            move(position + 1, to, -1);
            values[--to] = null;
        }
        return true;
    }

    /** As {@link Arrays#binarySearch(long[], long)}, quick behind the end and where the last call ended. */
    private int position(long id) {
        if (from <= recent && recent < to && ids[recent] == id) {
            return recent;
        }
        if (from == to || id > ids[to - 1]) {
            return -to - 1;
        }
        int position = id == ids[from] ? from : Arrays.binarySearch(ids, from, to, id);
        recent = Math.max(position, from);
        return position;
    }

    /** Makes a gap before this position; where it is then. */
    private int makeRoom(int position) {
        if (from == 0 && to == ids.length) {
            ids = Arrays.copyOf(ids, 2 * ids.length);
            values = Arrays.copyOf(values, 2 * values.length);
        }
        if (to < ids.length && (from == 0 || to - position <= position - from)) {
            move(position, to++, 1);
            return position;
        }
        move(from--, position, -1);
        return position - 1;
    }

    private void move(int begin, int end, int by) {
        System.arraycopy(ids, begin, ids, begin + by, end - begin);
        System.arraycopy(values, begin, values, begin + by, end - begin);
    }

    /** Gives a part of this full page away, so that there is room for the id; the page that takes it. */
    IdPage<V> divide(long id) {
        // What grows at its end is left full: nothing will come in between.
        int cut = id > ids[to - 1] ? to : (from + to) >>> 1;
        IdPage<V> upper = new IdPage<>(cut == to ? id : ids[cut], high);
        high = upper.low - 1;
        for (int i = cut; i < to; i++) {
            upper.put(ids[i], value(i));
        }
        Arrays.fill(values, cut, to, null);
        to = cut;
        return upper;
    }

    Iterator<V> iterator() {
        return new Values(from, to, 1);
    }

    Iterator<V> iteratorAfter(long id) {
        int position = position(id);
        return new Values(position < 0 ? -position - 1 : position + 1, to, 1);
    }

    Iterator<V> descendingIterator() {
        return new Values(to - 1, from - 1, -1);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // Between from and to there are values only.
    private V value(int position) {
        return (V) values[position];
    }

    private final class Values implements Iterator<V> {
        private final int end;
        private final int step;
        private int next;

        Values(int begin, int end, int step) {
            this.next = begin;
            this.end = end;
            this.step = step;
        }

        @Override
        public boolean hasNext() {
            return next != end;
        }

        @Override
        public V next() {
            if (next == end) {
                throw new NoSuchElementException();
            }
            V value = value(next);
            next += step;
            return value;
        }
    }
}
