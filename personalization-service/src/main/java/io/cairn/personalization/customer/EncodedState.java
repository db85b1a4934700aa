package io.cairn.personalization.customer;

import io.cairn.personalization.caps.Contact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer's state as it is stored, and where its contacts are in it: a state that begins with the same ones, as that after a
 * decision mostly does, is written without writing those again.
 */
public final class EncodedState {
    /** Of a state that there is not. */
    static final EncodedState NONE = unwritten(CustomerState.NONE);

    private final CustomerState state;
    private final byte[] bytes;
    private final @Nullable Contacts place;

    /**
     * Where the contacts are, and what whoever goes on after them has to know.
     *
     * @param count how many there are
     * @param begin of the first, in bytes
     * @param end after the last
     * @param strings that have a number by then
     * @param second of the last time by then, since 1970
     */
    record Contacts(int count, int begin, int end, List<String> strings, long second) {}

    /**
     * @param bytes changed by nobody; empty if it was not stored so
     * @param place null if its contacts cannot be copied
     */
    EncodedState(CustomerState state, byte[] bytes, @Nullable Contacts place) {
        this.state = state;
        this.bytes = bytes;
        this.place = place;
    }

    /** Of one that was not stored as it is. */
    public static EncodedState unwritten(CustomerState state) {
        return new EncodedState(state, new byte[0], null);
    }

    CustomerState state() {
        return state;
    }

    /** As it was stored, changed by nobody; else as it would be. */
    public byte[] bytes() {
        return bytes.length == 0 ? StateCodec.encode(state) : bytes;
    }

    /** Where its contacts can be copied from, for a state that begins with the very same ones; null if it does not. */
    @SuppressWarnings("ReferenceEquality") // those that only are alike are written again
    @Nullable
    Contacts contactsOf(CustomerState other) {
        List<Contact> contacts = state.contacts();
        if (other.contacts().size() < contacts.size()) {
            return null;
        }
        for (int i = 0; i < contacts.size(); i++) {
            if (contacts.get(i) != other.contacts().get(i)) {
                return null;
            }
        }
        return place;
    }
}
