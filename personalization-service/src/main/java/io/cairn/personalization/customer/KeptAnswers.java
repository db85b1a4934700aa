package io.cairn.personalization.customer;

import io.cairn.kit.redis.RedisCalls;
import io.cairn.kit.redis.RedisScript;
import io.cairn.personalization.customer.CustomerQuery.AskedBefore;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The answers that are kept to be given again: to the same request id, or at placements that repeat theirs. RedisUnavailable from
 * all. {@link CustomerStore} keeps them, with the decision.
 */
@ApplicationScoped
public class KeptAnswers {
    /** How long an answer is kept for its request id: platforms render a message again within days. */
    public static final Duration FOR = Duration.ofDays(7);

    private static final RedisScript FORGET = RedisScript.of(
            """
            -- KEYS: answers, released answers, for each of the propositions; ARGV: time to live in ms, propositions
            for i = 2, #ARGV do
              local answers, released = KEYS[i * 2 - 3], KEYS[i * 2 - 2]
              local kept = redis.call('HGETALL', answers)
              for j = 1, #kept, 2 do
                if string.find(kept[j + 1], '"propositionId":"' .. ARGV[i] .. '"', 1, true) then
                  redis.call('HSET', released, ARGV[i], kept[j + 1])
                  redis.call('PEXPIRE', released, ARGV[1])
                  redis.call('HDEL', answers, kept[j])
                end
              end
            end
            return 'FORGOTTEN'
            """);

    private static final RedisScript FORGET_STICKY = RedisScript.of(
            """
            -- KEYS: sticky answers; ARGV: for each the proposition that it must not hold
            for i = 1, #KEYS do
              local kept = redis.call('GET', KEYS[i])
              if kept and string.find(kept, '"propositionId":"' .. ARGV[i] .. '"', 1, true) then
                redis.call('DEL', KEYS[i])
              end
            end
            return 'FORGOTTEN'
            """);

    private final RedisCalls redis;

    KeptAnswers(RedisCalls redis) {
        this.redis = redis;
    }

    /**
     * Lets placements decide anew that would repeat what handed these out.
     *
     * @param customerIds who may be repeated it
     * @param placements by proposition
     */
    public void forgetSticky(Collection<String> customerIds, Map<String, String> placements) {
        Forgetting sticky = new Forgetting(FORGET_STICKY, List.of());
        placements.forEach((propositionId, placement) -> customerIds.forEach(
                customerId -> sticky.add(propositionId, CustomerKeys.sticky(customerId, placement))));
        sticky.run();
    }

    /**
     * Lets requests be decided anew whose answers handed these out. Outcomes may name them still.
     *
     * @param customerId for whom they were decided
     * @param requestIds by proposition
     */
    public void forget(String customerId, Map<String, String> requestIds) {
        Forgetting answered = new Forgetting(FORGET, List.of(Long.toString(FOR.toMillis())));
        requestIds.forEach((propositionId, requestId) -> answered.add(
                propositionId,
                CustomerKeys.answers(customerId, requestId),
                CustomerKeys.released(customerId, requestId)));
        answered.run();
    }

    /**
     * An answer of which something was released.
     *
     * @param placements of what was released, by proposition
     */
    public record Released(Kept kept, Map<String, String> placements) {
        public Released {
            placements = Map.copyOf(placements);
        }
    }

    /** Forgets answers again that came back with a Redis which lost its latest writes, as far as they are still there. */
    public void forgetReleased(List<Released> some, Instant now) {
        Forgetting sticky = new Forgetting(FORGET_STICKY, List.of());
        Forgetting answered = new Forgetting(FORGET, List.of(Long.toString(FOR.toMillis())));
        for (Released released : some) {
            Kept kept = released.kept();
            AskedBefore asked = kept.asked();
            released.placements().forEach((propositionId, placement) -> {
                if (kept.sticky().stream().anyMatch(one -> one.placement().equals(placement))) {
                    sticky.add(propositionId, CustomerKeys.sticky(kept.customerId(), placement));
                }
                if (asked != null && now.isBefore(kept.at().plus(FOR))) {
                    answered.add(
                            propositionId,
                            CustomerKeys.answers(kept.customerId(), asked.requestId()),
                            CustomerKeys.released(kept.customerId(), asked.requestId()));
                }
            });
        }
        sticky.run();
        answered.run();
    }

    /** What one run of a script is to forget. */
    private final class Forgetting {
        private final RedisScript script;
        private final List<String> keys = new ArrayList<>();
        private final List<String> arguments;
        private final int first;

        Forgetting(RedisScript script, List<String> arguments) {
            this.script = script;
            this.arguments = new ArrayList<>(arguments);
            this.first = arguments.size();
        }

        void add(String propositionId, String... itsKeys) {
            keys.addAll(List.of(itsKeys));
            arguments.add(propositionId);
        }

        void run() {
            if (arguments.size() > first) {
                redis.run(script, keys, arguments);
            }
        }
    }

    /** Who was answered to a request id, as far as its answers are still kept; of many customers two: it is not one's. */
    public Set<String> askedWith(String requestId) {
        Response members = redis.call(Request.cmd(Command.SRANDMEMBER)
                .arg(CustomerKeys.askedFor(requestId))
                .arg(2));
        Set<String> customerIds = new TreeSet<>();
        Objects.requireNonNull(members).forEach(member -> customerIds.add(member.toString()));
        return customerIds;
    }

    /**
     * Answers to one request id.
     *
     * @param kept to be given again
     * @param released what was: something of each failed
     */
    public record Found(List<Answer> kept, List<Answer> released) {}

    /** The answers to a request id of any of these customers. One round trip. */
    public Found find(Collection<String> customerIds, String requestId) {
        List<Request> requests = new ArrayList<>();
        customerIds.forEach(id -> requests.add(Request.cmd(Command.HVALS).arg(CustomerKeys.answers(id, requestId))));
        customerIds.forEach(id -> requests.add(Request.cmd(Command.HVALS).arg(CustomerKeys.released(id, requestId))));
        List<@Nullable Response> values = redis.batch(requests);
        return new Found(
                decoded(values.subList(0, customerIds.size())),
                decoded(values.subList(customerIds.size(), values.size())));
    }

    private static List<Answer> decoded(List<@Nullable Response> values) {
        List<Answer> answers = new ArrayList<>();
        values.forEach(
                some -> Objects.requireNonNull(some).forEach(value -> answers.add(Answer.decode(value.toString()))));
        return answers;
    }

    /**
     * One of them.
     *
     * @param at when it was decided
     * @param asked to which request id; null: to none
     * @param sticky at which placements, for how long since then
     */
    public record Kept(
            String customerId, Instant at, @Nullable AskedBefore asked, List<Recording.Sticky> sticky, Answer answer) {
        public Kept {
            sticky = List.copyOf(sticky);
        }

        /** The same where something of it was released: then it is no more the answer to its request. */
        public Kept without(Set<String> placements) {
            return placements.isEmpty()
                    ? this
                    : new Kept(
                            customerId,
                            at,
                            null,
                            sticky.stream()
                                    .filter(kept -> !placements.contains(kept.placement()))
                                    .toList(),
                            answer);
        }

        public boolean isToBeGivenAgain() {
            return asked != null || !sticky.isEmpty();
        }
    }

    /**
     * Puts back answers that were lost with Redis, unless there are others, as far as they would still be there.
     *
     * @param kept the latest first
     */
    public void restore(List<Kept> kept, Instant now) {
        Restoring restoring = new Restoring();
        for (Kept one : kept) {
            String answer = one.answer().encode();
            AskedBefore asked = one.asked();
            if (asked != null && now.isBefore(one.at().plus(FOR))) {
                String key = CustomerKeys.answers(one.customerId(), asked.requestId());
                String customers = CustomerKeys.askedFor(asked.requestId());
                restoring.add(
                        answer.length(),
                        Request.cmd(Command.HSETNX)
                                .arg(key)
                                .arg(asked.placements())
                                .arg(answer),
                        Request.cmd(Command.PEXPIRE).arg(key).arg(FOR.toMillis()),
                        Request.cmd(Command.SADD).arg(customers).arg(one.customerId()),
                        Request.cmd(Command.PEXPIRE).arg(customers).arg(FOR.toMillis()));
            }
            for (Recording.Sticky sticky : one.sticky()) {
                Duration left = Duration.between(now, one.at().plus(sticky.period()));
                if (left.toMillis() > 0) {
                    restoring.add(
                            answer.length(),
                            Request.cmd(Command.SET)
                                    .arg(CustomerKeys.sticky(one.customerId(), sticky.placement()))
                                    .arg(answer)
                                    .arg("PX")
                                    .arg(left.toMillis())
                                    .arg("NX"));
                }
            }
        }
        restoring.flush();
    }

    /** Sends some together, but never so much that Redis would not answer in time, or keep decisions waiting for long. */
    private final class Restoring {
        private static final int MOST_CHARS = 1 << 20;

        private final List<Request> requests = new ArrayList<>();
        private int chars;

        void add(int length, Request... more) {
            if (chars + length > MOST_CHARS) {
                flush();
            }
            requests.addAll(List.of(more));
            chars += length;
        }

        void flush() {
            redis.batch(List.copyOf(requests));
            requests.clear();
            chars = 0;
        }
    }
}
