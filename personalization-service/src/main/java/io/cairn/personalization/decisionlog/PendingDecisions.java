package io.cairn.personalization.decisionlog;

import io.cairn.kit.redis.RedisCalls;
import io.cairn.personalization.customer.CustomerKeys;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** The decisions that wait in Redis to be logged. RedisUnavailable from all. */
@ApplicationScoped
public class PendingDecisions {
    private static final Logger LOG = Logger.getLogger(PendingDecisions.class);
    /** How many are logged together, and how large they may be with their profiles: one may be of hundreds of kilobytes. */
    private static final int MOST = 300;

    private static final long MOST_BYTES = 4L << 20;

    /** How many are read first; then so many as fit by the size of those, but never many: others may be far larger. */
    private static final int FIRST = 10;

    private static final int MOST_AT_A_TIME = 50;

    private final RedisCalls redis;

    PendingDecisions(RedisCalls redis) {
        this.redis = redis;
    }

    /** @param epoch of the Redis that recorded it */
    public record Pending(String epoch, DecisionRecord record) {
        private Pending with(Map<String, byte[]> profiles) {
            byte[] bytes = profiles.get(record.profile().digest());
            return bytes == null ? this : new Pending(epoch, record.with(bytes));
        }
    }

    /** Some of them; where to go on, {@code "0"} at the end. */
    public record Some(List<Pending> decisions, String next) {}

    /** @param from {@code "0"} to begin */
    public Some some(String from) {
        List<Pending> decisions = new ArrayList<>();
        String next = from;
        long bytes = 0;
        long count = FIRST;
        do {
            Response page = Objects.requireNonNull(redis.call(Request.cmd(Command.HSCAN)
                    .arg(CustomerKeys.PENDING)
                    .arg(next)
                    .arg("COUNT")
                    .arg(count)));
            Response fields = page.get(1);
            List<Pending> read = new ArrayList<>();
            for (int i = 0; i < fields.size(); i += 2) {
                byte[] stored = fields.get(i + 1).toBytes();
                bytes += stored.length;
                read(fields.get(i).toString(), stored).ifPresent(read::add);
            }
            Map<String, byte[]> profiles = waitingProfiles(read);
            for (byte[] profile : profiles.values()) {
                bytes += profile.length;
            }
            read.forEach(decision -> decisions.add(decision.with(profiles)));
            next = page.get(0).toString();
            count = atATime(decisions.size(), bytes);
        } while (!next.equals("0") && decisions.size() < MOST && bytes < MOST_BYTES);
        return new Some(decisions, next);
    }

    /** By digest the profiles that they name, as far as those wait, too; the others are in the log already. */
    private Map<String, byte[]> waitingProfiles(List<Pending> decisions) {
        List<String> named = decisions.stream()
                .map(decision -> decision.record().profile())
                .filter(profile -> profile.bytes() == null)
                .map(LoggedProfile::digest)
                .distinct()
                .toList();
        if (named.isEmpty()) {
            return Map.of();
        }
        Request request = Request.cmd(Command.HMGET).arg(CustomerKeys.PENDING_PROFILES);
        named.forEach(request::arg);
        Response stored = Objects.requireNonNull(redis.call(request));
        Map<String, byte[]> waiting = new HashMap<>();
        for (int i = 0; i < named.size(); i++) {
            Response profile = stored.get(i);
            if (profile != null) {
                waiting.put(named.get(i), profile.toBytes());
            }
        }
        return waiting;
    }

    /** How many more there is room for, if they are as large as these are on the average. */
    private static long atATime(int read, long bytes) {
        return read == 0 ? FIRST : Math.max(1, Math.min(MOST_AT_A_TIME, (MOST_BYTES - bytes) / (bytes / read + 1)));
    }

    public Optional<Pending> find(String decisionId) {
        return Optional.ofNullable(redis.call(
                        Request.cmd(Command.HGET).arg(CustomerKeys.PENDING).arg(decisionId)))
                .flatMap(response -> read(decisionId, response.toBytes()))
                .map(decision -> decision.with(waitingProfiles(List.of(decision))));
    }

    /** Those of these that wait; their profiles are only named. */
    public List<Pending> find(Collection<String> decisionIds) {
        if (decisionIds.isEmpty()) {
            return List.of();
        }
        List<String> ids = List.copyOf(decisionIds);
        Request request = Request.cmd(Command.HMGET).arg(CustomerKeys.PENDING);
        ids.forEach(request::arg);
        Response stored = Objects.requireNonNull(redis.call(request));
        List<Pending> found = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Response record = stored.get(i);
            if (record != null) {
                read(ids.get(i), record.toBytes()).ifPresent(found::add);
            }
        }
        return found;
    }

    /** They are logged, with the profiles that were with them. */
    public void remove(List<Pending> logged) {
        Request decisions = Request.cmd(Command.HDEL).arg(CustomerKeys.PENDING);
        Request profiles = Request.cmd(Command.HDEL).arg(CustomerKeys.PENDING_PROFILES);
        Set<String> digests = new HashSet<>();
        for (Pending decision : logged) {
            decisions.arg(decision.record().decisionId());
            LoggedProfile profile = decision.record().profile();
            if (profile.bytes() != null && digests.add(profile.digest())) {
                profiles.arg(profile.digest());
            }
        }
        redis.batch(digests.isEmpty() ? List.of(decisions) : List.of(profiles, decisions));
    }

    public long count() {
        return Objects.requireNonNull(redis.call(Request.cmd(Command.HLEN).arg(CustomerKeys.PENDING)))
                .toLong();
    }

    /** A record that cannot be read is put aside: the others go on. */
    private Optional<Pending> read(String decisionId, byte[] stored) {
        try {
            return Optional.of(decode(stored));
        } catch (RuntimeException e) {
            LOG.errorf(e, "the record of decision %s is damaged; it is kept in %s", decisionId, CustomerKeys.DAMAGED);
            redis.batch(List.of(
                    Request.cmd(Command.HSET)
                            .arg(CustomerKeys.DAMAGED)
                            .arg(decisionId)
                            .arg(stored),
                    Request.cmd(Command.HDEL).arg(CustomerKeys.PENDING).arg(decisionId)));
            return Optional.empty();
        }
    }

    /** The script put the epoch and a line break before the record. */
    private static Pending decode(byte[] stored) {
        int end = 0;
        while (stored[end] != '\n') {
            end++;
        }
        return new Pending(new String(stored, 0, end, StandardCharsets.UTF_8), RecordCodec.decode(stored, end + 1));
    }
}
