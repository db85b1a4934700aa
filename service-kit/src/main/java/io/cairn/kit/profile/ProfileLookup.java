package io.cairn.kit.profile;

/** What Redis says of an id. */
public sealed interface ProfileLookup {
    record Found(StoredProfile stored) implements ProfileLookup {}

    /** Nobody has been seen under this id: all profiles are there, and hers is not. */
    record Stranger() implements ProfileLookup {}

    /** No profile is there, but not all of them are back yet: this may be a known customer. */
    record Rebuilding() implements ProfileLookup {}
}
