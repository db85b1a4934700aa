package io.cairn.personalization.decision;

import io.cairn.kit.problem.Problem.InputError;
import io.cairn.kit.problem.ProblemException;
import io.cairn.kit.redis.RedisError;
import io.cairn.kit.redis.RedisUnavailable;
import io.cairn.kit.redis.SharedCalls;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.Catalogues;
import io.cairn.personalization.customer.Answer;
import io.cairn.personalization.customer.CustomerQuery;
import io.cairn.personalization.customer.CustomerState;
import io.cairn.personalization.customer.CustomerStore;
import io.cairn.personalization.customer.LoadedCustomer;
import io.cairn.personalization.customer.Recorded;
import io.cairn.personalization.decision.Decision.PlacementDecision;
import io.cairn.personalization.decisionlog.StateRestore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Loads what is known of a customer, decides, and records the decision if nobody recorded another in between; else again.
 * PostgreSQL is not asked, and whatever is wrong with Redis, there is an answer.
 */
@ApplicationScoped
public class DecisionService {
    private static final Logger LOG = Logger.getLogger(DecisionService.class);

    /** For how long a decision is tried again when others come first. */
    private static final Duration PERSISTENCE = Duration.ofSeconds(2);

    private static final long LONGEST_PAUSE_MICROS = 2_000;

    private final Catalogues catalogues;
    private final CustomerStore customers;
    private final StateRestore restore;
    private final Clock clock;
    private final DecisionMetrics metrics;
    private final String salt;
    private final Decider decider;
    private final CustomerTurns turns = new CustomerTurns(PERSISTENCE);

    DecisionService(
            Catalogues catalogues,
            CustomerStore customers,
            StateRestore restore,
            Clock clock,
            DecisionMetrics metrics,
            @ConfigProperty(name = "cairn.holdout.salt") String salt) {
        this.catalogues = catalogues;
        this.customers = customers;
        this.restore = restore;
        this.clock = clock;
        this.metrics = metrics;
        this.salt = salt;
        this.decider = new Decider(new Holdout(salt));
    }

    /**
     * Decides without keeping the caller's thread waiting.
     *
     * @throws ProblemException 422 if a placement is unknown; 503 until the catalogue is loaded. The stage fails with 422 if
     *     {@code at} is before the customer's last event
     */
    public CompletionStage<Answer> decide(DecisionRequest request) {
        Catalogue catalogue = catalogues.loaded();
        requirePlacements(catalogue, request);
        return metrics.time(turns.inTurn(request.customerId(), () -> decide(catalogue, request))
                .exceptionallyCompose(thrown -> withoutRedis(catalogue, request, SharedCalls.unwrapped(thrown))));
    }

    /**
     * Checks what a request asks for, as {@link #decide(DecisionRequest)} does, and decides nothing.
     *
     * @throws ProblemException 422 if a placement is unknown; 503 until the catalogue is loaded
     */
    public void requireAnswerable(DecisionRequest request) {
        requirePlacements(catalogues.loaded(), request);
    }

    private CompletionStage<Answer> withoutRedis(Catalogue catalogue, DecisionRequest request, Throwable thrown) {
        if (thrown instanceof RedisError) {
            LOG.error("Redis refused what a decision asked of it", thrown);
        } else if (!(thrown instanceof RedisUnavailable)) {
            return CompletableFuture.failedStage(thrown);
        }
        return CompletableFuture.completedStage(withoutFacts(catalogue, request, Reason.REDIS_DOWN));
    }

    /**
     * What a request would be decided from, if nothing that was answered before stood; with the totals of all offers,
     * wherever they may come up. RedisUnavailable.
     *
     * @throws ProblemException as {@link #decide(DecisionRequest)}; 503 while the customer's profile is being rebuilt
     */
    public Situation situation(DecisionRequest request) {
        Catalogue catalogue = catalogues.loaded();
        requirePlacements(catalogue, request);
        // any rule may be supposed to be for these placements
        LoadedCustomer loaded =
                customers.load(new CustomerQuery(request.customerId(), null, List.of(), catalogue.limitedOffers()));
        Subject subject = Subject.of(loaded);
        if (!subject.isKnown()) {
            throw ProblemException.unavailable("the customer's profile is being rebuilt");
        }
        requireAt(request, subject);
        return Situation.of(catalogue, facts(request, loaded, subject, Map.of()), request, moment(request));
    }

    private CompletionStage<Answer> decide(Catalogue catalogue, DecisionRequest request) {
        Repeats repeats = new Repeats(catalogue, request);
        CustomerQuery query = new CustomerQuery(
                request.customerId(), repeats.asked(), repeats.sticky(), limitedOffers(catalogue, request));
        return decide(catalogue, request, query, System.nanoTime());
    }

    private CompletionStage<Answer> decide(
            Catalogue catalogue, DecisionRequest request, CustomerQuery query, long began) {
        if (System.nanoTime() - began >= PERSISTENCE.toNanos()) {
            return CompletableFuture.completedStage(withoutFacts(catalogue, request, Reason.CONTENDED));
        }
        return customers
                .loading(query)
                .thenCompose(loaded -> attempt(catalogue, request, loaded))
                .thenCompose(answer -> {
                    if (answer.isPresent()) {
                        return CompletableFuture.completedStage(answer.get());
                    }
                    metrics.conflict();
                    return pause().thenCompose(over -> decide(catalogue, request, query, began));
                });
    }

    /** An answer that was given before; without what she must not be sent any more, or not now. */
    private Answer again(Catalogue catalogue, DecisionRequest request, LoadedCustomer loaded, Answer answered) {
        Repeats repeats = new Repeats(catalogue, request);
        if (!repeats.reachesOut(answered)) {
            return answered;
        }
        Subject subject = Subject.of(loaded);
        if (!subject.isKnown()) {
            return withoutFacts(catalogue, request, Reason.REBUILDING);
        }
        Map<String, PlacementDecision> earlier = repeats.parts(answered);
        Decision now = decider.answer(catalogue, facts(request, loaded, subject, earlier), request, moment(request))
                .decision();
        boolean stands =
                now.placements().stream().allMatch(placement -> placement.equals(earlier.get(placement.key())));
        return stands ? answered : DecisionJson.answer(now, request);
    }

    /** Empty if somebody else wrote in between. */
    private CompletionStage<Optional<Answer>> attempt(
            Catalogue catalogue, DecisionRequest request, LoadedCustomer read) {
        restore.request(read.incomplete());
        if (read.answered() != null) {
            metrics.repeated();
            return answered(again(catalogue, request, read, read.answered()));
        }
        Repeats repeats = new Repeats(catalogue, request);
        LoadedCustomer loaded = repeats.standing(read, clock.instant());
        Subject subject = Subject.of(loaded);
        Decided decided = decided(catalogue, request, loaded, subject);
        Optional<Answer> again = repeats.whole(loaded, decided.decision());
        if (again.isPresent()) {
            metrics.repeated();
            return answered(again.get());
        }
        Answer answer = DecisionJson.answer(decided.decision(), request);
        if (!request.isRecorded()) {
            metrics.decided(decided.decision());
            return answered(answer);
        }
        return customers
                .record(new Recordings(catalogue, request, salt).of(loaded, subject, decided, answer))
                .thenApply(recorded -> {
                    if (recorded instanceof Recorded.Answered earlier) {
                        metrics.repeated();
                        return Optional.of(again(catalogue, request, loaded, earlier.answer()));
                    }
                    if (recorded instanceof Recorded.Conflict) {
                        return Optional.empty();
                    }
                    metrics.decided(decided.decision());
                    return Optional.of(answer);
                });
    }

    private static CompletionStage<Optional<Answer>> answered(Answer answer) {
        return CompletableFuture.completedStage(Optional.of(answer));
    }

    private Decided decided(Catalogue catalogue, DecisionRequest request, LoadedCustomer loaded, Subject subject) {
        Moment moment = moment(request);
        if (!subject.isKnown()) {
            return decider.withoutFacts(catalogue, request, Reason.REBUILDING, moment);
        }
        requireAt(request, subject);
        CustomerFacts facts = facts(request, loaded, subject, new Repeats(catalogue, request).parts(loaded));
        return decider.answer(catalogue, facts, request, moment);
    }

    private static void requireAt(DecisionRequest request, Subject subject) {
        Optional<Instant> lastEvent = subject.profile().updatedAt();
        if (request.at() != null && lastEvent.isPresent() && request.at().isBefore(lastEvent.get())) {
            throw ProblemException.invalid(
                    "/at", "must not be before the customer's last event, which was at " + lastEvent.get());
        }
    }

    private static CustomerFacts facts(
            DecisionRequest request, LoadedCustomer loaded, Subject subject, Map<String, PlacementDecision> repeated) {
        CustomerState state =
                request.at() == null ? loaded.state() : loaded.state().asOf(request.at());
        return CustomerFacts.of(
                loaded.customerId(), subject.profile(), state, loaded.capsKnown(), loaded.totals(), repeated);
    }

    private Answer withoutFacts(Catalogue catalogue, DecisionRequest request, Reason reason) {
        Decision decision = decider.withoutFacts(catalogue, request, reason, moment(request))
                .decision();
        metrics.decided(decision);
        return DecisionJson.answer(decision, request);
    }

    private Moment moment(DecisionRequest request) {
        Instant now = clock.instant();
        Instant at = request.at() == null ? now : request.at();
        return new Moment(at.truncatedTo(ChronoUnit.MILLIS), Moment.newId(now));
    }

    private static List<String> limitedOffers(Catalogue catalogue, DecisionRequest request) {
        return request.placements().stream()
                .flatMap(asked -> catalogue.placement(asked.key()).stream())
                .flatMap(placement -> catalogue.limitedOffers(placement).stream())
                .distinct()
                .toList();
    }

    private static void requirePlacements(Catalogue catalogue, DecisionRequest request) {
        List<InputError> errors = new ArrayList<>();
        for (int i = 0; i < request.placements().size(); i++) {
            String key = request.placements().get(i).key();
            if (catalogue.placement(key).isEmpty()) {
                errors.add(new InputError("/placements/" + i + "/key", "there is no placement '" + key + "'"));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    /** A moment of another length each time, so that those who met do not meet again. */
    private static CompletionStage<Void> pause() {
        long micros = ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_MICROS);
        return CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(micros, TimeUnit.MICROSECONDS));
    }
}
