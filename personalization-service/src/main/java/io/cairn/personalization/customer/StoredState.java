package io.cairn.personalization.customer;

/**
 * The state of one id as Redis had it.
 *
 * @param version who wrote it last; empty if nobody did
 * @param state {@link CustomerState#DAMAGED} if it could not be read
 * @param text the state as it was stored; empty if there is none that could be read
 */
public record StoredState(String customerId, String version, CustomerState state, String text) {
    /** Whether it does not hold all that it did. */
    public boolean isIncomplete() {
        return state.isIncomplete();
    }
}
