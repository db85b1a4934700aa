package io.cairn.personalization.catalogue;

import jakarta.inject.Singleton;

/** Reads the catalogue and the live maps at once, for whoever must not wait for the next look at them. */
@Singleton
public class CatalogueRefresh {
    private final ItemFeed items;
    private final LiveMaps maps;
    private final Catalogues catalogues;

    CatalogueRefresh(ItemFeed items, LiveMaps maps, Catalogues catalogues) {
        this.items = items;
        this.maps = maps;
        this.catalogues = catalogues;
    }

    /**
     * Whether all is loaded, and each published map can be read. While one cannot, as another release published it,
     * this replica must not speak for all: to it the journey is not live, or an older version is.
     */
    public boolean isWhole() {
        return catalogues.isLoaded() && maps.damaged().isEmpty();
    }

    /** What is stored now. RedisUnavailable, what the database throws, or an IllegalStateException if it is not whole. */
    public Catalogue now() {
        items.refresh();
        maps.refresh();
        if (!isWhole()) {
            throw new IllegalStateException("some published map cannot be read: " + maps.damaged());
        }
        return catalogues.current();
    }
}
