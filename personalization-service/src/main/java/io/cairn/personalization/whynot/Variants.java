package io.cairn.personalization.whynot;

import io.cairn.personalization.catalogue.CompiledRepresentation;
import io.cairn.personalization.contact.Cap;
import io.cairn.personalization.contact.CapScope;
import io.cairn.personalization.contact.ChannelPolicy;
import io.cairn.personalization.contact.ContactPolicy;
import io.cairn.personalization.contact.CustomerCaps;
import io.cairn.personalization.content.Rendering;
import io.cairn.personalization.offer.Offer;
import io.cairn.personalization.offer.OfferStatus;
import io.cairn.personalization.offer.Representation;
import io.cairn.personalization.placement.Placement;
import io.cairn.personalization.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Items as they are, but for what is waived. */
final class Variants {

    private Variants() {}

    static Offer offer(Offer offer, Set<Waiver> waived, Set<Cap> freed) {
        boolean anyTime = waived.contains(Waiver.OFFER_VALIDITY);
        List<Cap> caps = new ArrayList<>(freed(offer.caps(), freed));
        caps.removeIf(cap -> cap.scope() == CapScope.TOTAL && waived.contains(Waiver.TOTAL));
        return new Offer(
                offer.key(),
                offer.name(),
                waived.contains(Waiver.OFFER_STATUS) ? OfferStatus.LIVE : offer.status(),
                offer.tags(),
                offer.value(),
                anyTime ? null : offer.validFrom(),
                anyTime ? null : offer.validTo(),
                offer.eligibility(),
                caps,
                offer.representations());
    }

    static Rule rule(Rule rule, String offer, Set<Waiver> waived, int priority) {
        boolean anyTime = waived.contains(Waiver.RULE_SCHEDULE);
        boolean anyStage = waived.contains(Waiver.RULE_STAGES);
        boolean onlyThis = waived.contains(Waiver.OTHERS_OF_THE_RULE);
        List<String> offers = new ArrayList<>(onlyThis ? List.of() : rule.offers());
        if (onlyThis || waived.contains(Waiver.RULE_NAMES_OFFER)) {
            offers.add(offer);
        }
        return new Rule(
                rule.key(),
                rule.name(),
                anyStage ? null : rule.journey(),
                anyStage ? List.of() : rule.stages(),
                waived.contains(Waiver.RULE_PLACEMENTS) ? List.of() : rule.placements(),
                rule.when(),
                anyTime ? null : rule.startAt(),
                anyTime ? null : rule.endAt(),
                offers,
                onlyThis ? List.of() : rule.tags(),
                priority,
                rule.ranking(),
                waived.contains(Waiver.RULE_HOLDOUT) ? null : rule.holdout(),
                rule.goal(),
                rule.active() || waived.contains(Waiver.RULE_ACTIVITY));
    }

    static Placement placement(Placement placement, Set<Cap> freed) {
        return new Placement(
                placement.key(),
                placement.name(),
                placement.channel(),
                placement.mode(),
                placement.fallback(),
                placement.maxItems(),
                placement.stickyFor(),
                freed(placement.caps(), freed),
                placement.purpose());
    }

    static ContactPolicy policy(ContactPolicy policy, Set<Waiver> waived, Set<Cap> freed, String channel) {
        Map<String, ChannelPolicy> channels = new LinkedHashMap<>();
        policy.channels()
                .forEach((name, of) -> channels.put(
                        name,
                        new ChannelPolicy(
                                of.consent(),
                                name.equals(channel) && waived.contains(Waiver.QUIET_HOURS) ? null : of.quietHours(),
                                freed(of.caps(), freed))));
        Map<String, CustomerCaps> tags = new LinkedHashMap<>();
        policy.tags().forEach((tag, of) -> tags.put(tag, new CustomerCaps(freed(of.caps(), freed))));
        return new ContactPolicy(
                policy.timeZone(),
                channels,
                tags,
                freed(policy.caps(), freed),
                waived.contains(Waiver.SUPPRESSION) ? List.of() : policy.suppress());
    }

    static CompiledRepresentation emptyContent(String channel) {
        return new CompiledRepresentation(
                new Representation(channel, null, Map.of()), data -> new Rendering.Rendered(Map.of()));
    }

    private static List<Cap> freed(List<Cap> caps, Set<Cap> freed) {
        return caps.stream()
                .map(cap -> freed.contains(cap)
                        ? new Cap(Cap.MAX_LIMIT, cap.per(), cap.scope(), cap.window(), cap.countOn())
                        : cap)
                .toList();
    }
}
