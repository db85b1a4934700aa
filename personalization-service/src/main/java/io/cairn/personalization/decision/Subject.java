package io.cairn.personalization.decision;

import io.cairn.kit.profile.ProfileLookup;
import io.cairn.model.profile.CustomerProfile;
import io.cairn.personalization.customer.LoadedCustomer;

/**
 * Whom a decision is about.
 *
 * @param revision of the profile; 0 for a stranger
 * @param isKnown false while her profile is being rebuilt
 */
record Subject(CustomerProfile profile, long revision, boolean isKnown) {
    static Subject of(LoadedCustomer loaded) {
        if (loaded.profile() instanceof ProfileLookup.Found found) {
            return new Subject(found.stored().profile(), found.stored().revision(), true);
        }
        boolean stranger = loaded.profile() instanceof ProfileLookup.Stranger;
        return new Subject(CustomerProfile.empty(loaded.customerId()), 0, stranger);
    }
}
