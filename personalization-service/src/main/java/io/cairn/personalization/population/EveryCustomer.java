package io.cairn.personalization.population;

import io.cairn.kit.problem.ProblemException;
import io.cairn.kit.profile.ProfileMarks;
import io.cairn.kit.profile.ProfileStore;
import io.cairn.kit.profile.StoredProfile;
import io.cairn.model.profile.CustomerProfile;
import io.cairn.personalization.position.persistence.PositionBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** Hands over the profile of each customer, once, a page in memory at a time. */
@ApplicationScoped
class EveryCustomer {
    private static final int PAGE = 500;

    private final PositionBook book;
    private final ProfileStore profiles;
    private final ProfileMarks marks;

    EveryCustomer(PositionBook book, ProfileStore profiles, ProfileMarks marks) {
        this.book = book;
        this.profiles = profiles;
        this.marks = marks;
    }

    /** @throws ProblemException 503 while profiles are being rebuilt */
    void forEach(Consumer<CustomerProfile> consumer) throws SQLException {
        requireComplete();
        List<String> ids = book.customersAfter("", PAGE);
        while (!ids.isEmpty()) {
            profiles.forEach(ids, (id, found) -> found.filter(StoredProfile::isOfSomebody)
                    .map(StoredProfile::profile)
                    .ifPresent(consumer));
            ids = book.customersAfter(ids.get(ids.size() - 1), PAGE);
        }
        requireComplete(); // else some of them may not have been there
    }

    private void requireComplete() {
        if (!marks.areComplete()) {
            throw ProblemException.unavailable("profiles are being rebuilt");
        }
    }
}
