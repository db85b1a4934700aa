package io.cairn.personalization.customer;

import io.cairn.kit.profile.HashedIds;
import io.cairn.kit.profile.LookupAnswers;
import io.cairn.kit.profile.ProfileLookup;
import io.cairn.kit.redis.SharedCalls;
import io.cairn.kit.redis.SharedScript;
import io.cairn.personalization.customer.CustomerQuery.AskedBefore;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    /** Where among the answers the one to the same request is: after state and completeness. */
    private static final int ANSWERED = LookupAnswers.COUNT + 2;

    /** So many lists of at most so many offers have a request of their own, which takes some 2 MB in all. */
    private static final int MOST_TOTALS = 200;

    private static final int FEW_OFFERS = 100;

    private final SharedCalls shared;
    private final Joins joins;

    /** By offers; the very same for all who may get these, so that those who share a round trip ask once. */
    private final Map<List<String>, Request> totals = new ConcurrentHashMap<>();

    CustomerStore(SharedCalls shared, StateStore states) {
        this.shared = shared;
        this.joins = new Joins(states);
    }

    /** As {@link #loading}, for threads that may wait. */
    public LoadedCustomer load(CustomerQuery query) {
        return SharedCalls.await(loading(query));
    }

    /**
     * One round trip; one more where the id leads to another customer, and where it is new that an id is hers. A hash is the same in
     * upper and in lower case, unless a customer goes by it just as it is written.
     */
    public CompletionStage<LoadedCustomer> loading(CustomerQuery query) {
        String id = query.id();
        String canonical = HashedIds.canonical(id);
        return canonical.equals(id)
                ? loadingAsWritten(query)
                : shared.read(LookupAnswers.requests(id))
                        .thenCombine(
                                loadingAsWritten(query.withId(canonical)),
                                (answers, same) -> isOfSomebody(new LookupAnswers(id, answers).own())
                                        ? loadingAsWritten(query)
                                        : CompletableFuture.completedStage(same))
                        .thenCompose(loading -> loading);
    }

    private static boolean isOfSomebody(ProfileLookup profile) {
        return profile instanceof ProfileLookup.Found found && found.stored().isOfSomebody();
    }

    private CompletionStage<LoadedCustomer> loadingAsWritten(CustomerQuery query) {
        return shared.read(requests(query)).thenCompose(answers -> {
            LookupAnswers lookup = new LookupAnswers(query.id(), answers);
            return lookup.leadsTo()
                    .map(customerId -> loadingAnew(query.withId(customerId))
                            .thenCompose(hers -> joins.joined(hers, query.id()))
                            .thenApply(hers -> withAnswers(hers, query, answers)))
                    .orElseGet(() -> joined(loaded(query, answers, lookup.own()), query, lookup.leadsToItself()));
        });
    }

    /** @param leadsToItself one that was parted from whoever took it in is nobody else's */
    private CompletionStage<LoadedCustomer> joined(LoadedCustomer loaded, CustomerQuery query, boolean leadsToItself) {
        Optional<String> taker = Joins.takenBy(loaded).filter(found -> !leadsToItself);
        return taker.isPresent()
                ? loadingAnew(query.withId(taker.get()))
                        .thenCompose(joins::joined)
                        .thenApply(hers -> hers.withAnswers(loaded.answered(), loaded.sticky()))
                : joins.withTakers(loaded).thenCompose(joins::joined);
    }

    /** Who took an id in may have been joined to another customer since, who is then decided for: with her caps. */
    private CompletionStage<LoadedCustomer> loadingAnew(CustomerQuery query) {
        return shared.read(requests(query)).thenCompose(answers -> {
            LookupAnswers lookup = new LookupAnswers(query.id(), answers);
            return lookup.leadsTo()
                    .map(other ->
                            loadingItself(query.withId(other)).thenApply(hers -> withAnswers(hers, query, answers)))
                    .orElseGet(() -> CompletableFuture.completedStage(loaded(query, answers, lookup.own())));
        });
    }

    /** Wherever the id leads. */
    private CompletionStage<LoadedCustomer> loadingItself(CustomerQuery query) {
        return shared.read(requests(query))
                .thenApply(answers -> loaded(query, answers, new LookupAnswers(query.id(), answers).own()));
    }

    /** With the answers that were given when requests named her by another id, where there are none under her own. */
    private static LoadedCustomer withAnswers(
            LoadedCustomer hers, CustomerQuery query, List<@Nullable Response> answers) {
        return hers.withAnswers(answered(query, answers), sticky(query, answers));
    }

    private static @Nullable Answer answered(CustomerQuery query, List<@Nullable Response> answers) {
        return query.asked() == null ? null : answer(answers.get(ANSWERED));
    }

    private static Map<String, Answer> sticky(CustomerQuery query, List<@Nullable Response> answers) {
        int next = query.asked() == null ? ANSWERED : ANSWERED + 1;
        Map<String, Answer> sticky = new HashMap<>();
        for (String placement : query.stickyPlacements()) {
            Answer repeated = answer(answers.get(next++));
            if (repeated != null) {
                sticky.put(placement, repeated);
            }
        }
        return sticky;
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

    private List<Request> requests(CustomerQuery query) {
        List<Request> requests = new ArrayList<>(LookupAnswers.requests(query.id()));
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
        StoredState state = StateStore.stored(query.id(), answers.get(LookupAnswers.COUNT));
        String completeEpoch = text(answers.get(LookupAnswers.COUNT + 1));
        Map<String, Long> totals = query.offers().isEmpty()
                ? Map.of()
                : totals(query.offers(), Objects.requireNonNull(answers.get(answers.size() - 1)));
        return new LoadedCustomer(
                query.id(),
                profile,
                state.version(),
                state.encoded(),
                state.loggedProfile(),
                state.isIncomplete() ? Set.of(query.id()) : Set.of(),
                completeEpoch,
                totals,
                answered(query, answers),
                sticky(query, answers),
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
