package dev.taskport.heap;

import dev.taskport.domain.TaskId;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Values by task id, in order of id. Neighbours lie together in {@link IdPage pages}: tasks mostly come with growing ids and
 * go in order, so that nearly every call finds its page without a search and moves nothing. Whoever iterates changes nothing
 * meanwhile.
 */
final class IdMap<V> implements Iterable<V> {

    /** By the smallest id that belongs there; there is always one for the smallest of all. */
    private final NavigableMap<Long, IdPage<V>> pages = new TreeMap<>();
    /** Where the last call ended: the next one most likely asks for a neighbour. */
    private IdPage<V> recent = new IdPage<>(0, Long.MAX_VALUE);

    private int size;

    IdMap() {
        pages.put(0L, recent);
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    @Nullable
    V get(TaskId id) {
        return page(id.value()).get(id.value());
    }

    void put(TaskId id, V value) {
        IdPage<V> page = page(id.value());
        if (page.isFull() && !page.holds(id.value())) {
            page = divided(page, id.value());
        }
        if (page.put(id.value(), value)) {
            size++;
        }
    }

    void remove(TaskId id) {
        IdPage<V> page = page(id.value());
        if (page.remove(id.value())) {
            size--;
            if (page.isEmpty() && page.low() > 0) {
                dissolve(page);
            }
        }
    }

    private IdPage<V> page(long id) {
        if (!recent.covers(id)) {
            recent = pages.floorEntry(id).getValue();
        }
        return recent;
    }

    /** Makes room on a full page; the page on which the id belongs afterwards. */
    private IdPage<V> divided(IdPage<V> full, long id) {
        IdPage<V> upper = full.divide(id);
        pages.put(upper.low(), upper);
        return page(id);
    }

    /** What belonged on this page belongs on the one before it from now on. */
    private void dissolve(IdPage<V> empty) {
        pages.remove(empty.low());
        recent = pages.lowerEntry(empty.low()).getValue();
        recent.extendTo(empty.high());
    }

    /** By id. */
    @Override
    public Iterator<V> iterator() {
        return new Values<>(pages.values().iterator(), IdPage::iterator);
    }

    /** By id, the largest first. */
    Iterator<V> descendingIterator() {
        return new Values<>(pages.descendingMap().values().iterator(), IdPage::descendingIterator);
    }

    /** By id. */
    Stream<V> stream() {
        return stream(iterator());
    }

    /** By id, behind {@code after}. */
    Stream<V> streamAfter(TaskId after) {
        Map.Entry<Long, IdPage<V>> first = pages.floorEntry(after.value());
        Iterator<IdPage<V>> rest = pages.tailMap(first.getKey(), true).values().iterator();
        return stream(new Values<>(rest, page -> page.iteratorAfter(after.value())));
    }

    private static <V> Stream<V> stream(Iterator<V> values) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(values, Spliterator.ORDERED), false);
    }

    /** What is on one page after the other. */
    private static final class Values<V> implements Iterator<V> {

        private final Iterator<IdPage<V>> pages;
        private final PageOrder<V> order;
        private Iterator<V> current;

        Values(Iterator<IdPage<V>> pages, PageOrder<V> order) {
            this.pages = pages;
            this.order = order;
            this.current = order.of(pages.next());
        }

        @Override
        public boolean hasNext() {
            while (!current.hasNext() && pages.hasNext()) {
                current = order.of(pages.next());
            }
            return current.hasNext();
        }

        @Override
        public V next() {
            return current.next();
        }
    }

    private interface PageOrder<V> {
        Iterator<V> of(IdPage<V> page);
    }
}
