package io.cairn.model.profile;

/** A profile's bytes are of another version or damaged. The profile must be folded again from the log. */
public final class UnreadableProfile extends RuntimeException {
    public UnreadableProfile(String message) {
        super(message);
    }
}
