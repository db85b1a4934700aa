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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Loads a customer from Redis and records what was decided, each in one round trip. RedisUnavailable from all. */
@ApplicationScoped
public class CustomerStore {
    private static final Logger LOG = Logger.getLogger(CustomerStore.class);

    /** How long an answer is kept for its request id: platforms render a message again within days. */
    public static final Duration ANSWERS_FOR = Duration.ofDays(7);

    private static final int PROFILE_ANSWERS = 3;

    private final RedisCalls redis;
    private final ProfileStore profiles;

    CustomerStore(RedisCalls redis, ProfileStore profiles) {
        this.redis = redis;
        this.profiles = profiles;
    }

    /** One round trip; two where the id leads to another customer. */
    public LoadedCustomer load(CustomerQuery query) {
        List<@Nullable Response> answers = redis.batch(requests(query));
        Optional<String> leadsTo = ProfileStore.leadsTo(query.id(), answers);
        if (leadsTo.isPresent()) {
            CustomerQuery canonical = query.withId(leadsTo.get());
            return loaded(canonical, redis.batch(requests(canonical)));
        }
        return loaded(query, answers);
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
        redis.batch(List.of(
                Request.cmd(Command.HSETNX).arg(key).arg(asked.placements()).arg(answer.encode()),
                Request.cmd(Command.PEXPIRE).arg(key).arg(ANSWERS_FOR.toMillis())));
    }

    private static List<Request> requests(CustomerQuery query) {
        List<Request> requests = new ArrayList<>(ProfileStore.lookupRequests(query.id()));
        requests.add(Request.cmd(Command.HMGET)
                .arg(CustomerKeys.state(query.id()))
                .arg("v")
                .arg("s"));
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
        Response state = Objects.requireNonNull(answers.get(next++));
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
        Optional<CustomerState> readable = state(query.id(), text(state.get(1)));
        return new LoadedCustomer(
                query.id(),
                profile,
                text(state.get(0)),
                readable.orElse(CustomerState.NONE),
                readable.isEmpty(),
                completeEpoch,
                totals,
                answered,
                sticky);
    }

    /** Empty if it is damaged, which must cost her what is capped, but no answer. */
    private static Optional<CustomerState> state(String customerId, String stored) {
        try {
            return Optional.of(stored.isEmpty() ? CustomerState.NONE : StateCodec.decode(stored));
        } catch (IllegalArgumentException e) {
            LOG.errorf(e, "the state of customer %s is damaged and counts as lost", customerId);
            return Optional.empty();
        }
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
