package io.cairn.personalization.performance;

import io.cairn.kit.problem.ProblemException;
import io.cairn.kit.profile.ProfileStore;
import io.cairn.kit.profile.StoredProfile;
import io.cairn.personalization.catalogue.Catalogues;
import io.cairn.personalization.performance.persistence.ExposureRepository;
import io.cairn.personalization.rule.Goal;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Compares who met a rule's goal with who was held out of it, by the log and by everybody's profile. Whoever was handed something
 * counts, whether it reached her or not: of those held out nobody knows whom it would have reached.
 */
@ApplicationScoped
public class EffectService {
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final Catalogues catalogues;
    private final ExposureRepository exposures;
    private final ProfileStore profiles;
    private final Clock clock;

    /** One at a time: each keeps a connection, and reads everybody's profile. */
    private final Semaphore turn = new Semaphore(1);

    EffectService(Catalogues catalogues, ExposureRepository exposures, ProfileStore profiles, Clock clock) {
        this.catalogues = catalogues;
        this.exposures = exposures;
        this.profiles = profiles;
        this.clock = clock;
    }

    /**
     * Of the decisions from {@code from}, inclusive, to {@code to}, exclusive; null: without end.
     *
     * @throws ProblemException 404 if there is no such rule, 422 if it has no goal, 429 while another is looked at, 503 if the
     *     catalogue is not loaded
     */
    public Effect find(String rule, @Nullable Instant from, @Nullable Instant to) throws SQLException {
        Goal goal = goal(rule);
        if (!turn.tryAcquire()) {
            throw ProblemException.tooBusy("another rule's effect is being looked at");
        }
        try {
            Comparison comparison = new Comparison(goal, clock.instant());
            exposures.forEach(rule, from == null ? FIRST : from, to == null ? LAST : to, this::owners, comparison::add);
            return comparison.effect(rule, from, to);
        } finally {
            turn.release();
        }
    }

    private Goal goal(String rule) {
        Goal goal = catalogues
                .loaded()
                .rule(rule)
                .orElseThrow(() -> ProblemException.notFound("there is no rule '" + rule + "'"))
                .rule()
                .goal();
        if (goal == null) {
            throw ProblemException.invalid("", "the rule '" + rule + "' has no goal to compare by");
        }
        return goal;
    }

    /** Of ids under which nobody has events of her own, those that lead to a customer. */
    private Map<String, String> owners(List<String> ids) {
        List<String> others = new ArrayList<>();
        profiles.forEach(ids, (id, found) -> {
            if (found.filter(StoredProfile::isOfSomebody).isEmpty()) {
                others.add(id);
            }
        });
        return profiles.identities(others);
    }

    private final class Comparison {
        private final Goal goal;
        private final Instant now;
        private final Tally treated = new Tally();
        private final Tally heldOut = new Tally();
        private long both;

        Comparison(Goal goal, Instant now) {
            this.goal = goal;
            this.now = now;
        }

        Effect effect(String rule, @Nullable Instant from, @Nullable Instant to) {
            Effect.Group ours = treated.group();
            Effect.Group others = heldOut.group();
            return new Effect(rule, goal, from, to, ours, others, both, Difference.between(ours.met(), others.met()));
        }

        void add(List<Exposure> page) {
            Map<String, Exposure> over = new HashMap<>();
            for (Exposure exposure : page) {
                if (exposure.handed() != null && exposure.heldOut() != null) {
                    both++;
                } else if (since(exposure).plus(goal.within()).isAfter(now)) {
                    tally(exposure).addWaiting();
                } else {
                    over.put(exposure.customerId(), exposure);
                }
            }
            Set<String> missing = new HashSet<>();
            profiles.forEach(List.copyOf(over.keySet()), (id, found) -> {
                Exposure exposure = Objects.requireNonNull(over.get(id));
                Instant since = since(exposure);
                found.ifPresentOrElse(
                        stored -> tally(exposure)
                                .add(stored.profile().anyBetween(goal.event(), since, since.plus(goal.within()))),
                        () -> missing.add(id));
            });
            if (missing.isEmpty()) {
                return;
            }
            Set<String> strangers = Set.copyOf(profiles.strangers(List.copyOf(missing)));
            for (String id : missing) { // a stranger did nothing; who is no stranger may have
                tally(Objects.requireNonNull(over.get(id)))
                        .add(strangers.contains(id) ? Optional.of(false) : Optional.empty());
            }
        }

        private Tally tally(Exposure exposure) {
            return exposure.handed() == null ? heldOut : treated;
        }

        private static Instant since(Exposure exposure) {
            return Objects.requireNonNullElseGet(exposure.handed(), () -> Objects.requireNonNull(exposure.heldOut()));
        }
    }
}
