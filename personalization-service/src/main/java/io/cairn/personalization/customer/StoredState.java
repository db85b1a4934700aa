package io.cairn.personalization.customer;

/**
 * The state of one id as Redis had it.
 *
 * @param version who wrote it last; empty if nobody did
 * @param encoded of {@link CustomerState#DAMAGED} if it could not be read
 * @param loggedProfile the digest of the profile that was given to the log last; empty if none was
 */
public record StoredState(String customerId, String version, EncodedState encoded, String loggedProfile) {
    public CustomerState state() {
        return encoded.state();
    }

    /** Whether it does not hold all that it did. */
    public boolean isIncomplete() {
        return state().isIncomplete();
    }
}
