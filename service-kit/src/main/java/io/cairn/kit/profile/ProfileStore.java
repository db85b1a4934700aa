package io.cairn.kit.profile;

import io.cairn.kit.redis.RedisCalls;
import io.cairn.kit.redis.RedisRun;
import io.cairn.kit.redis.SharedScript;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The profiles in Redis. A profile at a revision is a pure function of the log, so a write is idempotent and an older
 * one never replaces a newer. Every method throws {@link io.cairn.kit.redis.RedisUnavailable} if Redis is away.
 */
@ApplicationScoped
public class ProfileStore {
    /**
     * Of two values of the same revision the format, two bytes after it, decides: an unreadable one is replaced. So is one
     * of a revision that no log has: beyond 2^53, to which a script counts exactly. A profile that is written is announced, unless
     * it is put back; so is one that is there already, as somebody may have put it back just now.
     */
    private static final SharedScript SET_IF_NEWER = SharedScript.of(
            List.of(ProfileKeys.CHANGES),
            """
            -- ARGV: the value, whom to announce or nothing, how many announcements to keep
            local stored = redis.call('GETRANGE', KEYS[1], 0, 9)
            local write = true
            if #stored >= 8 then
              local there, given = struct.unpack('>i8', stored), struct.unpack('>i8', ARGV[1])
              local same = there == given and string.sub(stored, 9) == string.sub(ARGV[1], 9, 10)
              local known = there <= 9007199254740992
              if known and there > given then return 0 end
              write = not (known and same)
            end
            if write then redis.call('SET', KEYS[1], ARGV[1]) end
            if ARGV[2] then redis.call('XADD', COMMON[1], 'MAXLEN', '~', ARGV[3], '*', 'c', ARGV[2]) end
            return write and 1 or 0
            """);

    /** Of most profiles some thousands; of those that are full, some eight. */
    private static final long MAX_BYTES_AT_A_TIME = 8 << 20;

    /** Of the smallest. */
    private static final int MAX_PORTION = 500;

    /** Before the size of any is known. */
    private static final int FIRST_PORTION = 10;

    private final RedisCalls redis;

    /** Of the profiles that were read or written last; 0 if none was. */
    private volatile long meanBytes;

    ProfileStore(RedisCalls redis) {
        this.redis = redis;
    }

    /** Who an id is: a customer's own, or an anonymous or external id of hers. One round trip, two for the latter. */
    public ProfileLookup lookup(String id) {
        LookupAnswers answers = ask(id);
        return answers.leadsTo().map(this::ask).orElse(answers).own();
    }

    private LookupAnswers ask(String id) {
        return new LookupAnswers(id, redis.batch(LookupAnswers.requests(id)));
    }

    /** Those of some anonymous or external ids that lead to a customer, and to whom. */
    public Map<String, String> identities(List<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        List<@Nullable Response> answers = redis.batch(ids.stream()
                .map(id -> Request.cmd(Command.GET).arg(ProfileKeys.identity(id)))
                .toList());
        Map<String, String> customers = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            Response leadsTo = answers.get(i);
            if (leadsTo != null) {
                customers.put(ids.get(i), StoredIdentity.customerId(leadsTo.toBytes()));
            }
        }
        return customers;
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
        if (customerIds.isEmpty()) {
            return List.of();
        }
        Request request = Request.cmd(Command.MGET);
        customerIds.forEach(id -> request.arg(ProfileKeys.profile(id)));
        List<Optional<StoredProfile>> found = new ArrayList<>(customerIds.size());
        long total = 0;
        int there = 0;
        for (Response profile : Objects.requireNonNull(redis.call(request))) {
            byte[] bytes = StoredProfile.bytes(profile);
            total += bytes.length;
            there += bytes.length > 0 ? 1 : 0;
            found.add(StoredProfile.ifReadable(bytes));
        }
        learn(total, there);
        return found;
    }

    /** The same, one after the other, a {@linkplain #portion() portion} at a time: none need be kept for the next. */
    public void forEach(List<String> customerIds, BiConsumer<String, Optional<StoredProfile>> consumer) {
        int to;
        for (int from = 0; from < customerIds.size(); from = to) {
            to = Math.min(from + portion(), customerIds.size());
            List<String> ids = customerIds.subList(from, to);
            List<Optional<StoredProfile>> found = find(ids);
            for (int i = 0; i < ids.size(); i++) {
                consumer.accept(ids.get(i), found.get(i));
            }
        }
    }

    private void learn(long bytes, int profiles) {
        if (profiles > 0) {
            meanBytes = bytes / profiles;
        }
    }

    /** How many profiles to read, or to fold, at a time, by the size of those that were read or written last: at least 1. */
    public int portion() {
        long mean = meanBytes;
        return mean == 0 ? FIRST_PORTION : (int) Math.max(1, Math.min(MAX_PORTION, MAX_BYTES_AT_A_TIME / mean));
    }

    /** Those of some ids who have no profile although every known customer's is there; an unreadable one is one, too. */
    public List<String> strangers(List<String> customerIds) {
        List<Request> requests = new ArrayList<>(List.of(RedisRun.REQUEST, LookupAnswers.COMPLETE_BEFORE));
        customerIds.forEach(id -> requests.add(Request.cmd(Command.EXISTS).arg(ProfileKeys.profile(id))));
        requests.add(LookupAnswers.COMPLETE_AFTER);
        List<@Nullable Response> answers = redis.batch(requests);
        String run = RedisRun.id(answers.get(0));
        List<String> strangers = new ArrayList<>();
        for (int i = 0; i < customerIds.size(); i++) {
            if (Objects.requireNonNull(answers.get(i + 2)).toInteger() == 0) {
                strangers.add(customerIds.get(i));
            }
        }
        boolean allThere = isOf(run, answers.get(1)) && isOf(run, answers.get(customerIds.size() + 2));
        return allThere ? strangers : List.of();
    }

    private static boolean isOf(String run, @Nullable Response complete) {
        return complete != null && complete.toString().equals(run);
    }

    /** Profiles as they will be written. */
    public static final class Encoded {
        private final List<SharedScript.Call> puts;

        private Encoded(List<SharedScript.Call> puts) {
            this.puts = puts;
        }
    }

    /** Does what can be done of {@link #putIfNewer(Encoded)} before its time. */
    public static Encoded encode(Collection<StoredProfile> profiles) {
        return new Encoded(profiles.stream()
                .map(stored -> {
                    String customerId = stored.profile().customerId();
                    return new SharedScript.Call(
                            List.of(ProfileKeys.profile(customerId)),
                            List.of(stored.encode(), customerId, ProfileKeys.CHANGES_KEPT));
                })
                .toList());
    }

    /** Writes each profile unless a newer one is there already. */
    public void putIfNewer(Collection<StoredProfile> profiles) {
        putIfNewer(encode(profiles));
    }

    /** Writes each profile unless a newer one is there already. */
    public void putIfNewer(Encoded profiles) {
        put(profiles.puts);
    }

    private void put(List<SharedScript.Call> puts) {
        long bytes = 0;
        for (SharedScript.Call each : puts) {
            bytes += ((byte[]) each.arguments().get(0)).length;
        }
        learn(
                bytes,
                puts.size()); // before: those that are too large for Redis's deadline come in smaller portions again
        redis.run(SET_IF_NEWER, puts);
    }

    /**
     * Writes profiles that a Redis has lost, without announcing them: once they are {@linkplain ProfileMarks#areBack() back},
     * whoever follows the announcements looks at everybody anew, as those that were made are lost, too.
     */
    public void putBack(Collection<StoredProfile> profiles) {
        put(profiles.stream()
                .map(stored -> new SharedScript.Call(
                        List.of(ProfileKeys.profile(stored.profile().customerId())), List.of(stored.encode())))
                .toList());
    }

    /** Lets anonymous and external ids lead to customers, unless they lead elsewhere since. */
    public void putIdentities(Collection<StoredIdentity> identities) {
        redis.run(
                SET_IF_NEWER,
                identities.stream()
                        .map(identity -> new SharedScript.Call(
                                List.of(ProfileKeys.identity(identity.id())), List.of(identity.encode())))
                        .toList());
    }

    /**
     * Some of the customers who have a profile.
     *
     * @param next where the scan goes on; {@value #SCANNED} at its end
     */
    public record Scanned(List<String> customerIds, String next) {}

    /** Where a scan begins and ends. */
    public static final String SCANNED = "0";

    /**
     * A step of a scan of all profiles: of whoever has one during the whole scan each is among those of some step, perhaps
     * of several. It may go on from any process, in the same run of Redis.
     *
     * @param from {@value #SCANNED}, or {@code next} of the step before
     */
    public Scanned scan(String from, int about) {
        Response found = Objects.requireNonNull(redis.call(Request.cmd(Command.SCAN)
                .arg(from)
                .arg("MATCH")
                .arg(ProfileKeys.PROFILE_PREFIX + "*")
                .arg("COUNT")
                .arg(about)));
        List<String> customerIds = new ArrayList<>();
        found.get(1).forEach(key -> customerIds.add(ProfileKeys.customerId(key.toString())));
        return new Scanned(customerIds, found.get(0).toString());
    }

    private static long revision(@Nullable Response response) {
        byte[] start = StoredProfile.bytes(response);
        return StoredProfile.isReadable(start) ? ByteBuffer.wrap(start).getLong() : 0;
    }
}
