package io.cairn.personalization.catalogue;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;

/** Holds the catalogue that decisions use now; what is read once is consistent in itself. */
@Singleton
public class Catalogues {
    private final AtomicReference<Catalogue> current = new AtomicReference<>(Catalogue.EMPTY);

    public Catalogue current() {
        return current.get();
    }
}
