package io.cairn.personalization.customer;

import io.cairn.kit.profile.ProfileLookup;
import io.cairn.kit.profile.ProfileStore;
import io.cairn.kit.redis.RedisCalls;
import io.cairn.kit.redis.RedisScript;
import io.cairn.kit.redis.SharedCalls;
import io.cairn.kit.redis.SharedScript;
import io.cairn.personalization.customer.CustomerQuery.AskedBefore;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Loads a customer from Redis and records what was decided, each in one round trip. RedisUnavailable from all; a stage fails
 * with it.
 */
@ApplicationScoped
public class CustomerStore {
    /** How long an answer is kept for its request id: platforms render a message again within days. */
    public static final Duration ANSWERS_FOR = Duration.ofDays(7);

    /** Where among the answers the one to the same request is: after state and completeness. */
    private static final int ANSWERED = ProfileStore.LOOKUP_ANSWERS + 2;

    /** So many lists of at most so many offers have a request of their own, which takes some 2 MB in all. */
    private static final int MOST_TOTALS = 200;

    private static final int FEW_OFFERS = 100;

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

    private final RedisCalls redis;
    private final SharedCalls shared;
    private final Joins joins;

    /** By offers; the very same for all who may get these, so that those who share a round trip ask once. */
    private final Map<List<String>, Request> totals = new ConcurrentHashMap<>();

    CustomerStore(RedisCalls redis, SharedCalls shared, StateStore states) {
        this.redis = redis;
        this.shared = shared;
        this.joins = new Joins(states);
    }

    /** As {@link #loading}, for threads that may wait. */
    public LoadedCustomer load(CustomerQuery query) {
        return SharedCalls.await(loading(query));
    }

    /** One round trip; one more where the id leads to another customer, and where it is new that an id is hers. */
    public CompletionStage<LoadedCustomer> loading(CustomerQuery query) {
        return shared.read(requests(query)).thenCompose(answers -> ProfileStore.leadsTo(query.id(), answers)
                .map(customerId -> loadingAnew(query.withId(customerId))
                        .thenCompose(hers -> joins.joined(hers, query.id()))
                        .thenApply(hers -> withAnswered(hers, query, answers)))
                .orElseGet(() -> joined(
                        loaded(query, answers, ProfileStore.ownLookup(query.id(), answers)),
                        query,
                        ProfileStore.leadsToItself(query.id(), answers))));
    }

    /** @param leadsToItself one that was parted from whoever took it in is nobody else's */
    private CompletionStage<LoadedCustomer> joined(LoadedCustomer loaded, CustomerQuery query, boolean leadsToItself) {
        Optional<String> taker = Joins.takenBy(loaded).filter(found -> !leadsToItself);
        return taker.isPresent()
                ? loadingAnew(query.withId(taker.get())).thenCompose(joins::joined)
                : joins.withTakers(loaded).thenCompose(joins::joined);
    }

    private CompletionStage<LoadedCustomer> loadingAnew(CustomerQuery query) {
        return shared.read(requests(query)).thenCompose(answers -> ProfileStore.leadsTo(query.id(), answers)
                .map(other -> shared.read(ProfileStore.lookupRequests(other))
                        .thenApply(more -> loaded(query, answers, ProfileStore.ownLookup(other, more))))
                .orElseGet(() -> CompletableFuture.completedStage(
                        loaded(query, answers, ProfileStore.ownLookup(query.id(), answers)))));
    }

    /** With the answer that the same request got when it named her by another id. */
    private static LoadedCustomer withAnswered(
            LoadedCustomer hers, CustomerQuery query, List<@Nullable Response> answers) {
        Answer before = query.asked() == null ? null : answer(answers.get(ANSWERED));
        return before == null || hers.answered() != null ? hers : hers.withAnswered(before);
    }

    /** Lets these placements decide anew for these customers, whatever they would have repeated. */
    public void forgetSticky(Collection<String> customerIds, Collection<String> placements) {
        List<Request> requests = new ArrayList<>();
        for (String customerId : customerIds) {
            for (String placement : placements) {
                requests.add(Request.cmd(Command.DEL).arg(CustomerKeys.sticky(customerId, placement)));
            }
        }
        redis.batch(requests);
    }

    /**
     * Lets requests be decided anew whose answers handed these out. Outcomes may name them still.
     *
     * @param customerId for whom they were decided
     * @param requestIds by proposition
     */
    public void forgetAnswers(String customerId, Map<String, String> requestIds) {
        if (requestIds.isEmpty()) {
            return;
        }
        List<String> keys = new ArrayList<>();
        List<String> arguments = new ArrayList<>(List.of(Long.toString(ANSWERS_FOR.toMillis())));
        requestIds.forEach((propositionId, requestId) -> {
            keys.add(CustomerKeys.answers(customerId, requestId));
            keys.add(CustomerKeys.released(customerId, requestId));
            arguments.add(propositionId);
        });
        redis.run(FORGET, keys, arguments);
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

    /** The answers kept for a request id, to any of these customers; where there are none, those released. One round trip. */
    public List<Answer> answers(Collection<String> customerIds, String requestId) {
        List<Request> requests = new ArrayList<>();
        customerIds.forEach(id -> requests.add(Request.cmd(Command.HVALS).arg(CustomerKeys.answers(id, requestId))));
        customerIds.forEach(id -> requests.add(Request.cmd(Command.HVALS).arg(CustomerKeys.released(id, requestId))));
        List<@Nullable Response> values = redis.batch(requests);
        List<Answer> answers = decoded(values.subList(0, customerIds.size()));
        return answers.isEmpty() ? decoded(values.subList(customerIds.size(), values.size())) : answers;
    }

    private static List<Answer> decoded(List<@Nullable Response> values) {
        List<Answer> answers = new ArrayList<>();
        values.forEach(
                some -> Objects.requireNonNull(some).forEach(value -> answers.add(Answer.decode(value.toString()))));
        return answers;
    }

    /** Writes all of it or nothing. */
    public CompletionStage<Recorded> record(Recording recording) {
        return shared.run(
                        RecordScript.SCRIPT,
                        new SharedScript.Call(RecordScript.keys(recording), RecordScript.arguments(recording)))
                .thenApply(CustomerStore::recorded);
    }

    private static Recorded recorded(Response response) {
        String outcome = response.toString();
        return switch (outcome) {
            case "WRITTEN" -> new Recorded.Written();
            case "CONFLICT" -> new Recorded.Conflict();
            default -> new Recorded.Answered(Answer.decode(outcome));
        };
    }

    /**
     * An answer that is to be given again.
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
            if (asked != null && now.isBefore(one.at().plus(ANSWERS_FOR))) {
                String key = CustomerKeys.answers(one.customerId(), asked.requestId());
                String customers = CustomerKeys.askedFor(asked.requestId());
                restoring.add(
                        answer.length(),
                        Request.cmd(Command.HSETNX)
                                .arg(key)
                                .arg(asked.placements())
                                .arg(answer),
                        Request.cmd(Command.PEXPIRE).arg(key).arg(ANSWERS_FOR.toMillis()),
                        Request.cmd(Command.SADD).arg(customers).arg(one.customerId()),
                        Request.cmd(Command.PEXPIRE).arg(customers).arg(ANSWERS_FOR.toMillis()));
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

    private List<Request> requests(CustomerQuery query) {
        List<Request> requests = new ArrayList<>(ProfileStore.lookupRequests(query.id()));
        requests.add(StateStore.request(query.id()));
        requests.add(StateStore.COMPLETENESS);
        AskedBefore asked = query.asked();
        if (asked != null) {
            requests.add(Request.cmd(Command.HGET)
                    .arg(CustomerKeys.answers(query.id(), asked.requestId()))
                    .arg(asked.placements()));
        }
        for (String placement : query.stickyPlacements()) {
            requests.add(Request.cmd(Command.GET).arg(CustomerKeys.sticky(query.id(), placement)));
        }
        if (!query.offers().isEmpty()) {
            requests.add(totalsOf(query.offers()));
        }
        return requests;
    }

    private Request totalsOf(List<String> offers) {
        if (offers.size() > FEW_OFFERS) {
            return totalsRequest(offers);
        }
        if (totals.size() >= MOST_TOTALS) {
            totals.clear(); // most are of catalogues that are no more
        }
        return totals.computeIfAbsent(offers, CustomerStore::totalsRequest);
    }

    private static Request totalsRequest(List<String> offers) {
        Request request = Request.cmd(Command.HMGET).arg(CustomerKeys.TOTALS);
        offers.forEach(request::arg);
        return request;
    }

    private static LoadedCustomer loaded(CustomerQuery query, List<@Nullable Response> answers, ProfileLookup profile) {
        int next = ProfileStore.LOOKUP_ANSWERS;
        StoredState state = StateStore.stored(query.id(), answers.get(next++));
        String completeEpoch = text(answers.get(next++));
        Answer answered = query.asked() == null ? null : answer(answers.get(next++));
        Map<String, Answer> sticky = new HashMap<>();
        for (String placement : query.stickyPlacements()) {
            Answer repeated = answer(answers.get(next++));
            if (repeated != null) {
                sticky.put(placement, repeated);
            }
        }
        Map<String, Long> totals =
                query.offers().isEmpty() ? Map.of() : totals(query.offers(), Objects.requireNonNull(answers.get(next)));
        return new LoadedCustomer(
                query.id(),
                profile,
                state.version(),
                state.encoded(),
                state.loggedProfile(),
                state.isIncomplete() ? Set.of(query.id()) : Set.of(),
                completeEpoch,
                totals,
                answered,
                sticky,
                List.of());
    }

    private static Map<String, Long> totals(List<String> offers, Response counts) {
        Map<String, Long> totals = new HashMap<>();
        for (int i = 0; i < offers.size(); i++) {
            Response count = counts.get(i);
            totals.put(offers.get(i), count == null ? 0 : count.toLong());
        }
        return totals;
    }

    private static @Nullable Answer answer(@Nullable Response response) {
        return response == null ? null : Answer.decode(response.toString());
    }

    private static String text(@Nullable Response response) {
        return response == null ? "" : response.toString();
    }
}
