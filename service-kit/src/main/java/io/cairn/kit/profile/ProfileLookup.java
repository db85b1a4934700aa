package io.cairn.kit.profile;

/** What Redis says of an id. */
public sealed interface ProfileLookup {
    /** @param encoded the profile's own bytes, as its codec writes them; changed by nobody */
    @SuppressWarnings("ArrayRecordComponent")
    record Found(StoredProfile stored, byte[] encoded) implements ProfileLookup {}

    /** Nobody has been seen under this id: all profiles are there, and hers is not. */
    record Stranger() implements ProfileLookup {}

    /** No profile is there, but not all of them are back yet: this may be a known customer. */
    record Rebuilding() implements ProfileLookup {}
}
