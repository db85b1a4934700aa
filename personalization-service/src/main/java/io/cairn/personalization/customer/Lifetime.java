package io.cairn.personalization.customer;

/** For how long a state is kept that is not written again. */
public enum Lifetime {
    /** At least 400 days from now, or for ever if it was to be kept for ever: for whoever changes a part of it. */
    EXTENDED,
    /** At least 400 days from now: nothing in it can count any longer than that. */
    BOUNDED,
    /** For ever: a cap without a period counts a contact in it. */
    FOR_EVER
}
