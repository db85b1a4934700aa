package io.cairn.personalization.caps;

import io.cairn.personalization.contact.Outcome;
import io.cairn.personalization.contact.Suppression;
import io.cairn.personalization.wire.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which offers a customer is spared for what she made of them before. Once an outcome was met {@code times} times within
 * the last 400 days, the latest of them keeps the offer away for its period; so does each one that comes on top.
 */
public record Suppressions(List<Suppression> rules) {
    /** Outcomes older than this are forgotten. */
    public static final Duration REMEMBERED = Duration.ofDays(400);

    public Suppressions {
        rules = List.copyOf(rules);
    }

    /**
     * An offer that is kept from a customer.
     *
     * @param label for a trace: {@code dismissed 2 times, not for P30D}
     * @param frees from when she may be shown it again
     */
    public record Suppressed(String label, Instant frees) {}

    /** The suppression of an offer that ends last; empty if none holds now. */
    public Optional<Suppressed> of(String offer, Collection<Contact> contacts, Instant now) {
        return rules.stream()
                .flatMap(rule -> suppressed(rule, offer, contacts, now).stream())
                .max(Comparator.comparing(Suppressed::frees));
    }

    /** When each of the offer's propositions met the rule's outcome, latest first, as far as that is remembered. */
    static List<Instant> met(Suppression rule, String offer, Collection<Contact> contacts, Instant now) {
        Outcome outcome = Objects.requireNonNull(rule.outcome());
        Instant since = now.minus(REMEMBERED);
        List<Instant> met = new ArrayList<>();
        for (Contact contact : contacts) {
            Instant at = contact.outcomes().get(outcome);
            if (at != null && at.isAfter(since) && contact.offer().equals(offer)) {
                met.add(at);
            }
        }
        met.sort(Comparator.reverseOrder());
        return met;
    }

    private static Optional<Suppressed> suppressed(
            Suppression rule, String offer, Collection<Contact> contacts, Instant now) {
        List<Instant> met = met(rule, offer, contacts, now);
        if (met.size() < times(rule)) {
            return Optional.empty();
        }
        Instant frees = met.get(0).plus(Objects.requireNonNull(rule.period()));
        return frees.isAfter(now) ? Optional.of(new Suppressed(label(rule), frees)) : Optional.empty();
    }

    /** Checked when the policy was saved. */
    static int times(Suppression rule) {
        return Objects.requireNonNull(rule.times());
    }

    private static String label(Suppression rule) {
        String times = times(rule) == 1 ? "once" : times(rule) + " times";
        return rule.outcome() + " " + times + ", not for " + Span.text(Objects.requireNonNull(rule.period()));
    }
}
