package io.cairn.personalization.decision;

import io.cairn.kit.profile.ProfileLookup;
import io.cairn.model.profile.CustomerProfile;
import io.cairn.model.profile.ProfileCodec;
import io.cairn.personalization.customer.LoadedCustomer;

/**
 * Whom a decision is about.
 *
 * @param encoded the profile's bytes, changed by nobody
 * @param revision of the profile; 0 for a stranger
 * @param isKnown false while her profile is being rebuilt
 */
@SuppressWarnings("ArrayRecordComponent")
record Subject(CustomerProfile profile, byte[] encoded, long revision, boolean isKnown) {
    static Subject of(LoadedCustomer loaded) {
        if (loaded.profile() instanceof ProfileLookup.Found found) {
            return new Subject(
                    found.stored().profile(), found.encoded(), found.stored().revision(), true);
        }
        boolean stranger = loaded.profile() instanceof ProfileLookup.Stranger;
        CustomerProfile empty = CustomerProfile.empty(loaded.customerId());
        return new Subject(empty, ProfileCodec.encode(empty), 0, stranger);
    }
}
