package io.cairn.kit.paging;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A page as it is read, of items of any size: it ends before what was asked for where it would have more than
 * {@value #MAX_BYTES} bytes, so that a thousand large ones are never in memory together.
 */
public final class PageFill<T> {
    private static final long MAX_BYTES = 4L << 20;

    private final int limit;
    private final List<T> items = new ArrayList<>();
    private long bytes;
    private boolean hasNext;

    /** @param limit how many items were asked for */
    public PageFill(int limit) {
        this.limit = limit;
    }

    /** Whether the item that comes next belongs to this page, and is to be added; where not, there is a next page. */
    public boolean takes(long size) {
        hasNext = items.size() == limit || (!items.isEmpty() && bytes + size > MAX_BYTES);
        bytes += size;
        return !hasNext;
    }

    public void add(T item) {
        items.add(item);
    }

    /** @param position what the next page starts after, from the last item of this one */
    public Page<T> page(Function<T, String> position) {
        return new Page<>(items, hasNext ? PageRequest.cursor(position.apply(items.get(items.size() - 1))) : null);
    }
}
