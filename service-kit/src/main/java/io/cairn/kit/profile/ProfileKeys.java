package io.cairn.kit.profile;

/** The keys of profiles and identities, which events-service writes. */
public final class ProfileKeys {
    /** Present while every known customer's profile is in Redis; gone after a flush, and while rebuilding. */
    public static final String COMPLETE = "cairn:profiles:complete";

    /** Left by a rebuild of all profiles, which a flush under it would remove. */
    static final String WITNESS = "cairn:profiles:rebuild";

    /** Present for a while after a check of all profiles in which some customer could not be folded. */
    static final String PUT_OFF = "cairn:profiles:put-off";

    /**
     * Stream: whose profile was written, in the field {@code c}. Bounded: an announcement that is gone before it is read
     * leaves the profile to tell.
     */
    public static final String CHANGES = "cairn:profiles:changes";

    /** Some more of the latest announcements than this are kept. */
    static final int CHANGES_KEPT = 100_000;

    static final String PROFILE_PREFIX = "cairn:profile:{";

    private ProfileKeys() {}

    public static String profile(String customerId) {
        return PROFILE_PREFIX + customerId + "}";
    }

    /** Where an anonymous or external id leads; a hash or an address, in whichever case it is written. */
    public static String identity(String id) {
        return "cairn:identity:{" + HashedIds.canonical(id) + "}";
    }

    static String customerId(String profileKey) {
        return profileKey.substring(PROFILE_PREFIX.length(), profileKey.length() - 1);
    }
}
