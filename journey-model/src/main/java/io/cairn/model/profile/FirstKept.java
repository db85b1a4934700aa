package io.cairn.model.profile;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Bounds what a profile holds by name. What speaks of consent comes first, or somebody were written to who said no; then the
 * names of Segment's spec and ours ({@link CommonStrings}); then the others, the shortest first, of one length by name.
 *
 * <p>Any fixed order of names keeps a profile a fold of its set of events: what is dropped once stays behind as many others
 * in any larger set. Of all such orders this one mostly keeps what people chose for programs to rely on, and drops what grows
 * without end by itself: titles of pages, and keys with ids in them.
 */
final class FirstKept {
    private static final Comparator<String> ORDER = Comparator.comparingInt(FirstKept::rank)
            .thenComparingInt(String::length)
            .thenComparing(Comparator.naturalOrder());

    private FirstKept() {}

    private static int rank(String name) {
        if (Consents.isOfAll(name) || Consents.isOfOne(name)) {
            return 0;
        }
        return CommonStrings.number(name) == null ? 2 : 1;
    }

    /** Leaves so many; each of the others' values goes to {@code dropped}. */
    static <T> void keep(int max, SortedMap<String, T> byName, Consumer<T> dropped) {
        if (byName.size() <= max) {
            return;
        }
        List<String> beyond = byName.keySet().stream().sorted(ORDER).skip(max).toList();
        beyond.forEach(name -> dropped.accept(byName.remove(name)));
    }
}
