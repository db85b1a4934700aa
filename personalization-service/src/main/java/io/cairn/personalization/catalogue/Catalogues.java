package io.cairn.personalization.catalogue;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/** Holds the catalogue that decisions use now: what is read once is consistent in itself. */
@Singleton
public class Catalogues {
    private volatile Catalogue current = Catalogue.EMPTY;

    public Catalogue current() {
        return current;
    }

    /** Puts other items in place of all; maps stay. */
    synchronized void replaceItems(long revision, Collection<CompiledItem> items) {
        CompiledContactPolicy policy =
                only(items, CompiledContactPolicy.class).stream().findFirst().orElse(CompiledContactPolicy.DEFAULT);
        current = Catalogue.of(
                revision,
                only(items, CompiledOffer.class),
                only(items, CompiledPlacement.class),
                only(items, CompiledRule.class),
                policy,
                current.maps());
    }

    /** Puts other maps in place of all; items stay. */
    synchronized void replaceMaps(Collection<LiveMap> maps) {
        current = current.withMaps(maps);
    }

    private static <T> List<T> only(Collection<?> items, Class<T> type) {
        return items.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
