package io.cairn.personalization.position;

import io.cairn.kit.profile.ProfileKeys;
import io.cairn.kit.redis.RedisCalls;
import io.cairn.kit.redis.RedisScript;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Whose profiles changed, as events-service announces it; all replicas share the work. What one has read and not
 * acknowledged it reads again after a fault, and another claims it when it is gone. RedisUnavailable from all.
 */
@ApplicationScoped
class Announcements {
    /** The entries of a stream, flat: id, customer by turns; the customer is empty where the entry is gone. */
    private static final String FLAT =
            """
            local function flat(entries)
              local all = {}
              for _, entry in ipairs(entries) do
                if entry then
                  all[#all + 1] = entry[1]
                  all[#all + 1] = entry[2] and entry[2][2] or ''
                end
              end
              return all
            end
            """;

    /** Not a command of its own: what a client gets of XREADGROUP depends on the protocol it speaks. */
    private static final RedisScript READ = RedisScript.of(
            FLAT
                    + """
            -- KEYS: stream; ARGV: group, consumer, from, count
            local function read()
              return redis.pcall('XREADGROUP', 'GROUP', ARGV[1], ARGV[2], 'COUNT', ARGV[4], 'STREAMS', KEYS[1], ARGV[3])
            end
            local answer = read()
            if answer and answer.err and string.find(answer.err, 'NOGROUP', 1, true) then
              redis.call('XGROUP', 'CREATE', KEYS[1], ARGV[1], '0', 'MKSTREAM')
              answer = read()
            end
            if answer and answer.err then return answer end
            return answer and flat(answer[1][2]) or {}
            """);

    private static final RedisScript CLAIM = RedisScript.of(
            FLAT
                    + """
            -- KEYS: stream; ARGV: group, consumer, idle in ms, count
            if redis.call('EXISTS', KEYS[1]) == 0 then return {} end
            local answer = redis.pcall('XAUTOCLAIM', KEYS[1], ARGV[1], ARGV[2], ARGV[3], '0', 'COUNT', ARGV[4])
            if answer.err then
              if string.find(answer.err, 'NOGROUP', 1, true) then return {} end
              return answer
            end
            local claimed = flat(answer[2])
            for _, gone in ipairs(answer[3] or {}) do
              claimed[#claimed + 1] = gone
              claimed[#claimed + 1] = ''
            end
            return claimed
            """);

    /** Whether what is left of the stream begins after what was read last: something between may be gone unread. */
    private static final RedisScript GAP = RedisScript.of(
            """
            -- KEYS: stream; ARGV: group
            local first = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
            if not first then return 0 end
            local function number(id)
              local ms, seq = string.match(id, '(%d+)-(%d+)')
              return tonumber(ms), tonumber(seq)
            end
            for _, group in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
              local of = {}
              for i = 1, #group, 2 do of[group[i]] = group[i + 1] end
              if of['name'] == ARGV[1] and of['last-delivered-id'] ~= '0-0' then
                local ms, seq = number(first[1])
                local readMs, readSeq = number(of['last-delivered-id'])
                if ms > readMs or (ms == readMs and seq > readSeq) then return 1 end
              end
            end
            return 0
            """);

    /** Forgets consumers that are gone: idle for long, and nothing of theirs is left. */
    private static final RedisScript TIDY = RedisScript.of(
            """
            -- KEYS: stream; ARGV: group, idle in ms
            if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
            local consumers = redis.pcall('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])
            if consumers.err then return 0 end
            for _, consumer in ipairs(consumers) do
              local of = {}
              for i = 1, #consumer, 2 do of[consumer[i]] = consumer[i + 1] end
              if of['pending'] == 0 and of['idle'] > tonumber(ARGV[2]) then
                redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], of['name'])
              end
            end
            return 1
            """);

    private static final String GROUP = "positions";
    private static final int COUNT = 1_000;

    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final RedisCalls redis;
    private final Duration claimAfter;
    private final String consumer = UUID.randomUUID().toString();

    Announcements(RedisCalls redis, @ConfigProperty(name = "cairn.positions.claim-after") Duration claimAfter) {
        this.redis = redis;
        this.claimAfter = claimAfter;
    }

    /** @param customerId empty: the entry is gone, and with it whom it was about */
    record Announcement(String entry, String customerId) {
        boolean isLost() {
            return customerId.isEmpty();
        }

        /** When it was made, in ms since 1970, by the clock of Redis. */
        long madeAtMillis() {
            return Long.parseLong(entry, 0, entry.indexOf('-'), 10);
        }
    }

    /** What nobody has read yet, the oldest first; some of it. */
    List<Announcement> read() {
        return read(">");
    }

    /** What this replica has read and not acknowledged. */
    List<Announcement> readAgain() {
        return read("0");
    }

    private List<Announcement> read(String from) {
        return announcements(
                redis.run(READ, List.of(ProfileKeys.CHANGES), List.of(GROUP, consumer, from, Integer.toString(COUNT))));
    }

    /** Takes over what others have read and will not acknowledge any more. */
    List<Announcement> claim() {
        return announcements(
                redis.run(CLAIM, List.of(ProfileKeys.CHANGES), List.of(GROUP, consumer, claimAfter.toMillis(), COUNT)));
    }

    /** Whether so many were read at once that there may be more. */
    boolean isFull(List<Announcement> read) {
        return read.size() >= COUNT;
    }

    /** What they were about is recorded. */
    void acknowledge(List<Announcement> done) {
        if (!done.isEmpty()) {
            Request ack = Request.cmd(Command.XACK).arg(ProfileKeys.CHANGES).arg(GROUP);
            done.forEach(announcement -> ack.arg(announcement.entry()));
            redis.call(ack);
        }
    }

    /** Whether announcements may have gone before anybody read them: there were more than are kept. */
    boolean mayBeLost() {
        return Objects.requireNonNull(redis.run(GAP, List.of(ProfileKeys.CHANGES), List.of(GROUP)))
                        .toInteger()
                == 1;
    }

    /** Forgets replicas that are gone. */
    void tidy() {
        redis.run(TIDY, List.of(ProfileKeys.CHANGES), List.of(GROUP, FORGOTTEN.toMillis()));
    }

    private static List<Announcement> announcements(@Nullable Response flat) {
        List<Announcement> announcements = new ArrayList<>();
        if (flat != null) {
            for (int i = 0; i + 1 < flat.size(); i += 2) {
                announcements.add(
                        new Announcement(flat.get(i).toString(), flat.get(i + 1).toString()));
            }
        }
        return announcements;
    }
}
