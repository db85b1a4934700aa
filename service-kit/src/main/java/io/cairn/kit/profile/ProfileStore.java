package io.cairn.kit.profile;

import io.cairn.kit.redis.RedisCalls;
import io.cairn.kit.redis.RedisError;
import io.cairn.kit.redis.RedisScript;
import io.cairn.model.profile.UnreadableProfile;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The profiles in Redis. A profile at a revision is a pure function of the log, so a write is idempotent and an older
 * one never replaces a newer. Every method throws {@link io.cairn.kit.redis.RedisUnavailable} if Redis is away.
 */
@ApplicationScoped
public class ProfileStore {
    /**
     * Of two values of the same revision the format, two bytes after it, decides: an unreadable one is replaced. So is one
     * of a revision that no log has: beyond 2^53, to which a script counts exactly.
     */
    private static final RedisScript SET_IF_NEWER = RedisScript.of(
            """
            local stored = redis.call('GETRANGE', KEYS[1], 0, 9)
            if #stored >= 8 then
              local there, given = struct.unpack('>i8', stored), struct.unpack('>i8', ARGV[1])
              local same = there == given and string.sub(stored, 9) == string.sub(ARGV[1], 9, 10)
              if there <= 9007199254740992 and (there > given or same) then
                return 0
              end
            end
            redis.call('SET', KEYS[1], ARGV[1])
            return 1
            """);

    private static final int SCAN_COUNT = 500;

    private final RedisCalls redis;

    ProfileStore(RedisCalls redis) {
        this.redis = redis;
    }

    /** Who an id is: a customer's own, or an anonymous or external id of hers. One round trip, two for the latter. */
    public ProfileLookup lookup(String id) {
        return lookup(id, redis.batch(lookupRequests(id)));
    }

    /** The commands of a {@link #lookup(String)}, for a caller who reads more in the same round trip. */
    public static List<Request> lookupRequests(String id) {
        return List.of(
                Request.cmd(Command.GET).arg(ProfileKeys.profile(id)),
                Request.cmd(Command.GET).arg(ProfileKeys.identity(id)),
                Request.cmd(Command.GET).arg(ProfileKeys.COMPLETE));
    }

    /**
     * What the answers to {@link #lookupRequests(String)} say; a further round trip if the id leads to another. An id
     * under which a known customer has events of her own is hers, even if a device shares its name.
     */
    public ProfileLookup lookup(String id, List<@Nullable Response> answers) {
        return leadsTo(id, answers)
                .map(customerId -> lookupResult(customerId, redis.batch(lookupRequests(customerId))))
                .orElseGet(() -> lookupResult(id, answers));
    }

    /** Which other customer's id the answers to {@link #lookupRequests(String)} lead to; empty if to none. */
    public static Optional<String> leadsTo(String id, List<@Nullable Response> answers) {
        Response leadsTo = answers.get(1);
        if (leadsTo == null
                || decoded(answers.get(0)).map(StoredProfile::isOfSomebody).orElse(false)) {
            return Optional.empty();
        }
        return Optional.of(StoredIdentity.customerId(leadsTo.toBytes())).filter(customerId -> !customerId.equals(id));
    }

    /**
     * Whether the answers to {@link #lookupRequests(String)} say that an id leads to itself: it once led to a customer, whom
     * an unalias parted from it.
     */
    public static boolean leadsToItself(String id, List<@Nullable Response> answers) {
        Response leadsTo = answers.get(1);
        return leadsTo != null && StoredIdentity.customerId(leadsTo.toBytes()).equals(id);
    }

    /** Which customer an anonymous or external id leads to; empty if nowhere. */
    public Optional<String> identity(String id) {
        return Optional.ofNullable(redis.call(Request.cmd(Command.GET).arg(ProfileKeys.identity(id))))
                .map(leadsTo -> StoredIdentity.customerId(leadsTo.toBytes()));
    }

    /** The stored revision of each customer, in the order asked; 0 where there is no profile or an unreadable one. */
    public List<Long> revisions(Collection<String> customerIds) {
        List<Request> requests = customerIds.stream()
                .map(id -> Request.cmd(Command.GETRANGE)
                        .arg(ProfileKeys.profile(id))
                        .arg(0)
                        .arg(StoredProfile.HEADER_BYTES + StoredProfile.FORMAT.length - 1))
                .toList();
        return redis.batch(requests).stream().map(ProfileStore::revision).toList();
    }

    /** The profiles of some customers, in the order asked; empty where there is none or an unreadable one. */
    public List<Optional<StoredProfile>> find(Collection<String> customerIds) {
        List<Request> requests = customerIds.stream()
                .map(id -> Request.cmd(Command.GET).arg(ProfileKeys.profile(id)))
                .toList();
        return redis.batch(requests).stream().map(ProfileStore::decoded).toList();
    }

    /** Writes each profile unless a newer one is there already. */
    public void putIfNewer(Collection<StoredProfile> profiles) {
        Map<String, byte[]> values = new LinkedHashMap<>();
        profiles.forEach(
                stored -> values.put(ProfileKeys.profile(stored.profile().customerId()), stored.encode()));
        put(values);
    }

    /** Lets anonymous and external ids lead to customers, unless they lead elsewhere since. */
    public void putIdentities(Collection<StoredIdentity> identities) {
        Map<String, byte[]> values = new LinkedHashMap<>();
        identities.forEach(identity -> values.put(ProfileKeys.identity(identity.id()), identity.encode()));
        put(values);
    }

    private void put(Map<String, byte[]> values) {
        if (values.isEmpty()) {
            return;
        }
        try {
            redis.batch(puts(Command.EVALSHA, SET_IF_NEWER.sha1(), values));
        } catch (RedisError error) {
            if (!error.isScriptUnknown()) {
                throw error;
            }
            redis.batch(puts(Command.EVAL, SET_IF_NEWER.source(), values));
        }
    }

    /** Whether every known customer's profile is there. */
    public boolean isComplete() {
        return redis.call(Request.cmd(Command.GET).arg(ProfileKeys.COMPLETE)) != null;
    }

    /** Whoever marked the profiles as complete said this; empty if they are not. */
    public Optional<String> completeness() {
        return Optional.ofNullable(redis.call(Request.cmd(Command.GET).arg(ProfileKeys.COMPLETE)))
                .map(Response::toString);
    }

    /** Says that every known customer's profile is there, in words that {@link #completeness} will repeat. */
    public void markComplete(String seal) {
        redis.call(Request.cmd(Command.SET).arg(ProfileKeys.COMPLETE).arg(seal));
    }

    /** Says that some profiles may be missing or stale. */
    public void markIncomplete() {
        redis.call(Request.cmd(Command.DEL).arg(ProfileKeys.COMPLETE));
    }

    /** Hands over every readable profile, each once, in no order; profiles written meanwhile may or may not be among them. */
    public void forEach(Consumer<StoredProfile> consumer) {
        Set<String> seen = new HashSet<>();
        String cursor = "0";
        do {
            Response found = java.util.Objects.requireNonNull(redis.call(Request.cmd(Command.SCAN)
                    .arg(cursor)
                    .arg("MATCH")
                    .arg(ProfileKeys.PROFILE_PREFIX + "*")
                    .arg("COUNT")
                    .arg(SCAN_COUNT)));
            cursor = found.get(0).toString();
            List<String> ids = new ArrayList<>();
            for (Response key : found.get(1)) {
                String id = ProfileKeys.customerId(key.toString());
                if (seen.add(id)) {
                    ids.add(id);
                }
            }
            find(ids).forEach(profile -> profile.ifPresent(consumer));
        } while (!cursor.equals("0"));
    }

    private static List<Request> puts(Command command, String script, Map<String, byte[]> values) {
        return values.entrySet().stream()
                .map(entry -> RedisCalls.request(command, script, List.of(entry.getKey()), List.of(entry.getValue())))
                .toList();
    }

    private static ProfileLookup lookupResult(String id, List<@Nullable Response> answers) {
        Optional<StoredProfile> stored = decoded(answers.get(0));
        if (stored.isPresent()) {
            return new ProfileLookup.Found(stored.get());
        }
        boolean leadsNowhere = answers.get(1) == null || leadsToItself(id, answers);
        boolean allThere = answers.get(0) == null && leadsNowhere && answers.get(2) != null;
        return allThere ? new ProfileLookup.Stranger() : new ProfileLookup.Rebuilding();
    }

    private static Optional<StoredProfile> decoded(@Nullable Response response) {
        if (response == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(StoredProfile.decode(response.toBytes()));
        } catch (UnreadableProfile e) {
            return Optional.empty();
        }
    }

    private static long revision(@Nullable Response response) {
        byte[] start = response == null ? new byte[0] : response.toBytes();
        return StoredProfile.isReadable(start) ? ByteBuffer.wrap(start).getLong() : 0;
    }
}
