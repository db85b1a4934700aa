package io.cairn.personalization.customer;

/**
 * The state of one id as Redis had it.
 *
 * @param version who wrote it last; empty if nobody did
 * @param state {@link CustomerState#DAMAGED} if it could not be read
 * @param bytes the state as it was stored, changed by nobody; empty if there is none that could be read
 * @param loggedProfile the digest of the profile that was given to the log last; empty if none was
 */
@SuppressWarnings("ArrayRecordComponent")
public record StoredState(String customerId, String version, CustomerState state, byte[] bytes, String loggedProfile) {
    /** Whether it does not hold all that it did. */
    public boolean isIncomplete() {
        return state.isIncomplete();
    }
}
