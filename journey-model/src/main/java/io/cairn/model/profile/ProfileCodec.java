package io.cairn.model.profile;

/** The profile's bytes: compact, versioned, one encoding for each profile. */
public final class ProfileCodec {
    private ProfileCodec() {}

    public static byte[] encode(CustomerProfile profile) {
        throw new UnsupportedOperationException("helper B");
    }

    /** @throws UnreadableProfile if the bytes are of another version or damaged: fold the profile again from the log */
    public static CustomerProfile decode(byte[] bytes) {
        throw new UnsupportedOperationException("helper B");
    }
}
