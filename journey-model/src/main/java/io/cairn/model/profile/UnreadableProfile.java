package io.cairn.model.profile;

/** A profile's bytes are of a version that is not read, or damaged. A profile of Redis can be folded again. */
public final class UnreadableProfile extends RuntimeException {
    public UnreadableProfile(String message) {
        super(message);
    }
}
