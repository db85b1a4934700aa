package io.cairn.personalization.customer;

import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.caps.Retention;
import java.util.Collection;

/** For how long a state is kept that is not written again. */
public enum Lifetime {
    /** At least 400 days from now, or for ever if it was to be kept for ever: for whoever changes a part of it. */
    EXTENDED,
    /** At least 400 days from now: nothing in it can count any longer than that. */
    BOUNDED,
    /** For ever: a cap without a period counts a contact in it. */
    FOR_EVER;

    /** Of a state that holds these contacts. */
    public static Lifetime of(Retention retention, Collection<Contact> contacts) {
        return retention.isForEver(contacts) ? FOR_EVER : BOUNDED;
    }
}
