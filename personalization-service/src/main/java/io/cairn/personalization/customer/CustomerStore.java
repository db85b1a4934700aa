package io.cairn.personalization.customer;

import io.cairn.kit.profile.ProfileLookup;
import io.cairn.kit.profile.ProfileStore;
import io.cairn.kit.redis.RedisCalls;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Loads a customer from Redis and records what was decided, each in one round trip. RedisUnavailable from all. */
@ApplicationScoped
public class CustomerStore {
    /** How long an answer is kept for its request id: platforms render a message again within days. */
    public static final Duration ANSWERS_FOR = Duration.ofDays(7);

    private static final int PROFILE_ANSWERS = 3;

    /** Where among the answers the one to the same request is: after state and completeness. */
    private static final int ANSWERED = PROFILE_ANSWERS + 2;

    private final RedisCalls redis;
    private final ProfileStore profiles;
    private final Joins joins;

    CustomerStore(RedisCalls redis, ProfileStore profiles, StateStore states) {
        this.redis = redis;
        this.profiles = profiles;
        this.joins = new Joins(states);
    }

    /** One round trip; one more where the id leads to another customer, and where it is new that an id is hers. */
    public LoadedCustomer load(CustomerQuery query) {
        List<@Nullable Response> answers = redis.batch(requests(query));
        Optional<String> leadsTo = ProfileStore.leadsTo(query.id(), answers);
        if (leadsTo.isPresent()) {
            LoadedCustomer hers = joins.joined(loadedAnew(query.withId(leadsTo.get())), query.id());
            Answer before = query.asked() == null ? null : answer(answers.get(ANSWERED));
            return before == null || hers.answered() != null ? hers : hers.withAnswered(before);
        }
        LoadedCustomer loaded = loaded(query, answers);
        // one that was parted from whoever took it in is nobody else's
        return Joins.takenBy(loaded)
                .filter(taker -> !ProfileStore.leadsToItself(query.id(), answers))
                .map(taker -> joins.joined(loadedAnew(query.withId(taker))))
                .orElseGet(() -> joins.joined(joins.withTakers(loaded)));
    }

    private LoadedCustomer loadedAnew(CustomerQuery query) {
        return loaded(query, redis.batch(requests(query)));
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

    /** The customers who were answered to a request id, as far as its answers are still kept. */
    public Set<String> askedWith(String requestId) {
        Response members = redis.call(Request.cmd(Command.SMEMBERS).arg(CustomerKeys.askedFor(requestId)));
        Set<String> customerIds = new TreeSet<>();
        Objects.requireNonNull(members).forEach(member -> customerIds.add(member.toString()));
        return customerIds;
    }

    /** The answers kept for a request id, to any of these customers. One round trip. */
    public List<Answer> answers(Collection<String> customerIds, String requestId) {
        List<Request> requests = customerIds.stream()
                .map(id -> Request.cmd(Command.HVALS).arg(CustomerKeys.answers(id, requestId)))
                .toList();
        List<Answer> answers = new ArrayList<>();
        for (Response values : redis.batch(requests)) {
            Objects.requireNonNull(values).forEach(value -> answers.add(Answer.decode(value.toString())));
        }
        return answers;
    }

    /** Writes all of it or nothing. */
    public Recorded record(Recording recording) {
        String version = UUID.randomUUID().toString();
        Response response = Objects.requireNonNull(redis.run(
                RecordScript.SCRIPT, RecordScript.keys(recording), RecordScript.arguments(recording, version)));
        return switch (response.get(0).toString()) {
            case "WRITTEN" -> new Recorded.Written();
            case "CONFLICT" -> new Recorded.Conflict();
            default -> new Recorded.Answered(Answer.decode(response.get(1).toString()));
        };
    }

    /** Puts back an answer that was lost with Redis, unless there is one. */
    public void restore(String customerId, CustomerQuery.AskedBefore asked, Answer answer) {
        String key = CustomerKeys.answers(customerId, asked.requestId());
        String customers = CustomerKeys.askedFor(asked.requestId());
        redis.batch(List.of(
                Request.cmd(Command.HSETNX).arg(key).arg(asked.placements()).arg(answer.encode()),
                Request.cmd(Command.PEXPIRE).arg(key).arg(ANSWERS_FOR.toMillis()),
                Request.cmd(Command.SADD).arg(customers).arg(customerId),
                Request.cmd(Command.PEXPIRE).arg(customers).arg(ANSWERS_FOR.toMillis())));
    }

    private static List<Request> requests(CustomerQuery query) {
        List<Request> requests = new ArrayList<>(ProfileStore.lookupRequests(query.id()));
        requests.add(StateStore.request(query.id()));
        requests.add(Request.cmd(Command.GET).arg(CustomerKeys.COMPLETE));
        CustomerQuery.AskedBefore asked = query.asked();
        if (asked != null) {
            requests.add(Request.cmd(Command.HGET)
                    .arg(CustomerKeys.answers(query.id(), asked.requestId()))
                    .arg(asked.placements()));
        }
        for (String placement : query.stickyPlacements()) {
            requests.add(Request.cmd(Command.GET).arg(CustomerKeys.sticky(query.id(), placement)));
        }
        if (!query.offers().isEmpty()) {
            Request totals = Request.cmd(Command.HMGET).arg(CustomerKeys.TOTALS);
            query.offers().forEach(totals::arg);
            requests.add(totals);
        }
        return requests;
    }

    private LoadedCustomer loaded(CustomerQuery query, List<@Nullable Response> answers) {
        ProfileLookup profile = profiles.lookup(query.id(), answers.subList(0, PROFILE_ANSWERS));
        int next = PROFILE_ANSWERS;
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
                state.state(),
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
