package io.cairn.personalization.catalogue;

import jakarta.inject.Singleton;

/** Holds the catalogue that decisions use now: what is read once is consistent in itself. */
@Singleton
public class Catalogues {
    private volatile Catalogue current = Catalogue.EMPTY;

    public Catalogue current() {
        return current;
    }
}
