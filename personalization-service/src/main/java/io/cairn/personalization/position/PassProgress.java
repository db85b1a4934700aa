package io.cairn.personalization.position;

import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.position.persistence.PositionBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Says how far looking at everybody again has got. */
@ApplicationScoped
public class PassProgress {
    private final PositionBook book;

    PassProgress(PositionBook book) {
        this.book = book;
    }

    /** How many customers were looked at so far; empty when all were, by this catalogue. */
    public OptionalLong lookedAt(Catalogue catalogue) throws SQLException {
        Registered registered = book.registered();
        if (!registered.basis().equals(Basis.of(catalogue).text())) {
            return OptionalLong.of(0);
        }
        return registered.phase() == Registered.Phase.DONE ? OptionalLong.empty() : OptionalLong.of(registered.done());
    }
}
