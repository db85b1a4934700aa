package io.cairn.personalization.performance;

import io.cairn.kit.problem.ProblemException;
import io.cairn.kit.profile.ProfileMarks;
import io.cairn.kit.profile.ProfileStore;
import io.cairn.kit.profile.StoredProfile;
import io.cairn.model.profile.CustomerProfile;
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
    private final ProfileMarks marks;
    private final Clock clock;

    /** One at a time: each keeps a connection, and reads everybody's profile. */
    private final Semaphore turn = new Semaphore(1);

    EffectService(
            Catalogues catalogues,
            ExposureRepository exposures,
            ProfileStore profiles,
            ProfileMarks marks,
            Clock clock) {
        this.catalogues = catalogues;
        this.exposures = exposures;
        this.profiles = profiles;
        this.marks = marks;
        this.clock = clock;
    }

    /**
     * Of those whom the rule first had something for from {@code from}, inclusive, to {@code to}, exclusive; null: without end. The
     * first time ever: of later ones those treated have fewer, by caps and by what the rule changed.
     *
     * @throws ProblemException 404 if there is no such rule, 422 if it has no goal, 429 while another is looked at, 503 if the
     *     catalogue is not loaded, or profiles are being rebuilt
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
        Map<String, String> owners = new HashMap<>();
        whileComplete(() -> {
            profiles.forEach(ids, (id, found) -> {
                if (found.filter(StoredProfile::isOfSomebody).isEmpty()) {
                    others.add(id);
                }
            });
            owners.putAll(profiles.identities(others));
        });
        return owners;
    }

    /** Profiles that are put back come before what leads to them. */
    private void whileComplete(Runnable reading) {
        requireComplete();
        reading.run();
        requireComplete();
    }

    private void requireComplete() {
        if (!marks.areComplete()) {
            throw ProblemException.unavailable("profiles are being rebuilt");
        }
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
                both += exposure.isBoth() ? 1 : 0;
                if (exposure.first().plus(goal.within()).isAfter(now)) {
                    tally(exposure).addWaiting();
                } else {
                    over.put(exposure.customerId(), exposure);
                }
            }
            Set<String> others = new HashSet<>();
            whileComplete(() -> profiles.forEach(List.copyOf(over.keySet()), (id, found) -> {
                if (found.filter(StoredProfile::isOfSomebody).isPresent()) {
                    count(over, id, isMet(found.get().profile(), over.get(id)));
                } else {
                    others.add(id);
                }
            }));
            addOthers(over, List.copyOf(others));
        }

        private Optional<Boolean> isMet(CustomerProfile profile, @Nullable Exposure exposure) {
            Instant first = Objects.requireNonNull(exposure).first();
            return profile.anyBetween(goal.event(), first, first.plus(goal.within()));
        }

        /** A stranger did nothing; who is another's since it was looked whose she is, or whose profile is damaged, may have. */
        private void addOthers(Map<String, Exposure> over, List<String> ids) {
            if (!ids.isEmpty()) {
                whileComplete(() -> {
                    Map<String, String> owners = profiles.identities(ids);
                    Set<String> strangers = Set.copyOf(profiles.strangers(ids));
                    for (String id : ids) {
                        boolean didNothing = strangers.contains(id) && id.equals(owners.getOrDefault(id, id));
                        count(over, id, didNothing ? Optional.of(false) : Optional.empty());
                    }
                });
            }
        }

        private void count(Map<String, Exposure> over, String id, Optional<Boolean> isMet) {
            tally(Objects.requireNonNull(over.get(id))).add(isMet);
        }

        private Tally tally(Exposure exposure) {
            return exposure.isTreated() ? treated : heldOut;
        }
    }
}
