package io.cairn.personalization.catalogue;

import io.cairn.kit.problem.ProblemException;
import io.cairn.model.condition.Conditions;
import jakarta.inject.Singleton;
import java.util.Collection;

/** Holds the catalogue that decisions use now: what is read once is consistent in itself. */
@Singleton
public class Catalogues {
    private volatile Catalogue current;
    private volatile boolean itemsLoaded;
    private volatile boolean mapsLoaded;

    Catalogues(Conditions conditions) {
        this.current = Catalogue.empty(conditions.cartEvents());
    }

    /** What is loaded so far. */
    public Catalogue current() {
        return current;
    }

    /** Whether items and maps were each read once. */
    public boolean isLoaded() {
        return itemsLoaded && mapsLoaded;
    }

    /**
     * What to answer customers from. A part that was not read yet looks like one that marketers emptied: without maps
     * nobody is on a stage, and those held out of its rules would be sent the fallback.
     *
     * @throws ProblemException 503 until items and maps were each read once
     */
    public Catalogue loaded() {
        if (!isLoaded()) {
            throw ProblemException.unavailable("the catalogue and the live maps are not loaded yet");
        }
        return current;
    }

    /** Puts other items in place of all; maps stay. */
    synchronized void replaceItems(long revision, Collection<CompiledItem> items) {
        current = Catalogue.of(revision, items, current.maps(), current.cartEvents());
        itemsLoaded = true;
    }

    /** Until they are read again, nothing is answered. */
    synchronized void forgetItems() {
        itemsLoaded = false;
    }

    /** Puts other maps in place of all; items stay. */
    synchronized void replaceMaps(Collection<LiveMap> maps) {
        current = current.withMaps(maps);
        mapsLoaded = true;
    }
}
