package io.cairn.model.profile;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Bounds what a profile holds by name: the shortest names stay, of one length the first by name.
 *
 * <p>Any fixed order of names keeps a profile a fold of its set of events: what is dropped once stays behind as many others
 * in any larger set. Of all such orders this one mostly keeps what people chose for programs to rely on, {@code purchase} or
 * {@code email}, and drops what grows without end by itself: titles of pages, and keys with ids in them.
 */
final class Shortest {
    private static final Comparator<String> ORDER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private Shortest() {}

    /** Leaves so many; each of the others' values goes to {@code dropped}. */
    static <T> void keep(int max, SortedMap<String, T> byName, Consumer<T> dropped) {
        if (byName.size() <= max) {
            return;
        }
        List<String> beyond = byName.keySet().stream().sorted(ORDER).skip(max).toList();
        beyond.forEach(name -> dropped.accept(byName.remove(name)));
    }
}
