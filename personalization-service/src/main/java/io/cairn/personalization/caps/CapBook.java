package io.cairn.personalization.caps;

import io.cairn.personalization.contact.Cap;
import io.cairn.personalization.contact.CapScope;
import io.cairn.personalization.contact.ContactPolicy;
import io.cairn.personalization.contact.CustomerCaps;
import io.cairn.personalization.offer.Offer;
import io.cairn.personalization.placement.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which caps apply to what. */
public final class CapBook {
    private final ContactPolicy policy;

    public CapBook(ContactPolicy policy) {
        this.policy = policy;
    }

    /** What limits how often a customer is handed this offer: its own caps, and those of its tags. */
    public List<AppliedCap> ofOffer(Offer offer) {
        List<AppliedCap> caps = new ArrayList<>();
        add(caps, "offer " + offer.key(), offer.caps(), contact -> contact.offer()
                .equals(offer.key()));
        for (String tag : offer.tags()) {
            addTag(caps, tag);
        }
        return caps;
    }

    /** What limits how often a customer is contacted here at all: caps of the channel, the placement, and over all. */
    public List<AppliedCap> ofPlacement(Placement placement) {
        List<AppliedCap> caps = new ArrayList<>();
        String channel = placement.channel();
        add(caps, "channel " + channel, policy.channel(channel).caps(), contact -> contact.channel()
                .equals(channel));
        add(caps, "placement " + placement.key(), placement.caps(), contact -> contact.placement()
                .equals(placement.key()));
        add(caps, "all contacts", policy.caps(), contact -> true);
        return caps;
    }

    /** Whether one of the caps that may count a contact, by what is saved now, is such; asked of every contact of a state. */
    public boolean isCounted(
            Contact contact, Optional<Offer> offer, Optional<Placement> placement, Predicate<Cap> such) {
        if (isAny(policy.caps(), such)
                || isAny(policy.channel(contact.channel()).caps(), such)
                || (offer.isPresent() && isAny(offer.get().caps(), such))
                || (placement.isPresent() && isAny(placement.get().caps(), such))) {
            return true;
        }
        for (String tag : contact.tags()) {
            if (isAny(tagCaps(tag), such)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAny(List<Cap> caps, Predicate<Cap> such) {
        for (Cap cap : caps) {
            if (cap.scope() != CapScope.TOTAL && such.test(cap)) {
                return true;
            }
        }
        return false;
    }

    /** All caps of the policy: over all, of channels and of tags. */
    List<Cap> ofPolicy() {
        List<Cap> caps = new ArrayList<>(policy.caps());
        policy.channels().values().forEach(channel -> caps.addAll(channel.caps()));
        policy.tags().values().forEach(tag -> caps.addAll(tag.caps()));
        return caps;
    }

    /** Those of one customer's contacts. */
    static List<Cap> perCustomer(List<Cap> caps) {
        return caps.stream().filter(cap -> cap.scope() == CapScope.CUSTOMER).toList();
    }

    /** The lowest total over all customers that an offer may reach; empty if it has none. */
    public static Optional<Long> totalLimit(Offer offer) {
        return offer.caps().stream()
                .filter(cap -> cap.scope() == CapScope.TOTAL)
                .map(cap -> (long) Standing.limit(cap))
                .min(Long::compare);
    }

    /** The cap of 0 that keeps an offer from everybody, for a trace; empty if there is none. */
    public Optional<String> closed(Offer offer) {
        return ofOffer(offer).stream()
                .filter(AppliedCap::isClosed)
                .findFirst()
                .map(AppliedCap::label)
                .or(() -> totalLimit(offer).filter(limit -> limit == 0).map(limit -> totalLabel(offer, limit)));
    }

    /** Of the total that an offer may reach, for a trace. */
    public static String totalLabel(Offer offer, long limit) {
        return limit + " in total on offer " + offer.key();
    }

    private void addTag(List<AppliedCap> caps, String tag) {
        add(caps, "tag " + tag, tagCaps(tag), contact -> contact.tags().contains(tag));
    }

    private List<Cap> tagCaps(String tag) {
        CustomerCaps caps = policy.tags().get(tag);
        return caps == null ? List.of() : caps.caps();
    }

    private static void add(List<AppliedCap> to, String on, List<Cap> caps, Predicate<Contact> about) {
        for (Cap cap : caps) {
            if (cap.scope() == CapScope.CUSTOMER) {
                to.add(new AppliedCap(on, cap, about));
            }
        }
    }
}
