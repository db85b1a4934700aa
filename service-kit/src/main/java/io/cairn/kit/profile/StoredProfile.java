package io.cairn.kit.profile;

import io.cairn.model.profile.CustomerProfile;
import io.cairn.model.profile.ProfileCodec;
import io.cairn.model.profile.UnreadableProfile;
import io.vertx.mutiny.redis.client.Response;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A profile as Redis keeps it: 8 bytes of revision, big-endian, then the profile's own bytes.
 *
 * @param revision of the customer's set of events that the profile is the fold of; grows with each change of the set
 */
public record StoredProfile(long revision, CustomerProfile profile) {
    static final int HEADER_BYTES = Long.BYTES;

    /** No log counts so far, and Redis's scripts no further: a greater revision is a damaged one. */
    static final long MAX_REVISION = 1L << 53;

    /** What the bytes after the header begin with, if this code can read them: the codec's magic number and version. */
    static final byte[] FORMAT = Arrays.copyOf(ProfileCodec.encode(CustomerProfile.empty("anybody")), 2);

    /** Whether bytes that start so are a profile of the current format. */
    static boolean isReadable(byte[] start) {
        int end = HEADER_BYTES + FORMAT.length;
        return start.length >= end
                && isPlausible(ByteBuffer.wrap(start).getLong())
                && Arrays.equals(FORMAT, 0, FORMAT.length, start, HEADER_BYTES, end);
    }

    /** Whether the customer has events; she has none, for one, when all her anonymous events went to a known customer. */
    public boolean isOfSomebody() {
        return profile.updatedAt().isPresent();
    }

    /** The bytes for Redis. */
    public byte[] encode() {
        byte[] body = ProfileCodec.encode(profile);
        return ByteBuffer.allocate(HEADER_BYTES + body.length)
                .putLong(revision)
                .put(body)
                .array();
    }

    /** What Redis answered; no bytes if there is nothing. */
    static byte[] bytes(@Nullable Response response) {
        return response == null ? new byte[0] : response.toBytes();
    }

    /** Empty if there are no bytes, or if they are unreadable. */
    static Optional<StoredProfile> ifReadable(byte[] bytes) {
        try {
            return bytes.length == 0 ? Optional.empty() : Optional.of(decode(bytes));
        } catch (UnreadableProfile e) {
            return Optional.empty();
        }
    }

    /** @throws UnreadableProfile if the bytes are of another version or damaged */
    public static StoredProfile decode(byte[] bytes) {
        if (bytes.length < HEADER_BYTES) {
            throw new UnreadableProfile("shorter than its header");
        }
        long revision = ByteBuffer.wrap(bytes).getLong();
        if (!isPlausible(revision)) {
            throw new UnreadableProfile("no log has the revision " + revision);
        }
        byte[] body = Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length);
        return new StoredProfile(revision, ProfileCodec.decode(body));
    }

    private static boolean isPlausible(long revision) {
        return revision >= 0 && revision <= MAX_REVISION;
    }
}
