package io.cairn.personalization.catalogue;

import io.cairn.model.condition.CartEvents;
import io.cairn.personalization.contact.ContactPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** All that decisions read of what marketers saved and published: one immutable moment of it. */
public final class Catalogue {
    private final long revision;
    private final SortedMap<String, CompiledOffer> offers = new TreeMap<>();
    private final Map<String, List<CompiledOffer>> offersByTag = new TreeMap<>();
    private final SortedMap<String, CompiledPlacement> placements = new TreeMap<>();
    private final SortedMap<String, CompiledRule> rules = new TreeMap<>();
    private final Map<String, PlacementIndex> indexes = new HashMap<>();
    private final Map<String, Collection<CompiledOffer>> candidates = new ConcurrentHashMap<>();
    private final CompiledContactPolicy contactPolicy;
    private final SortedMap<String, LiveMap> maps = new TreeMap<>();
    private final CartEvents cartEvents;

    private Catalogue(long revision, CompiledContactPolicy contactPolicy, CartEvents cartEvents) {
        this.revision = revision;
        this.contactPolicy = contactPolicy;
        this.cartEvents = cartEvents;
    }

    /** Of nothing. */
    static Catalogue empty(CartEvents cartEvents) {
        return of(0, List.of(), List.of(), List.of(), CompiledContactPolicy.DEFAULT, List.of(), cartEvents);
    }

    /**
     * A catalogue of these parts.
     *
     * @param cartEvents by which the parts' conditions were compiled
     */
    public static Catalogue of(
            long revision,
            Collection<CompiledOffer> offers,
            Collection<CompiledPlacement> placements,
            Collection<CompiledRule> rules,
            CompiledContactPolicy contactPolicy,
            Collection<LiveMap> maps,
            CartEvents cartEvents) {
        Catalogue catalogue = new Catalogue(revision, contactPolicy, cartEvents);
        offers.forEach(offer -> catalogue.offers.put(offer.key(), offer));
        for (CompiledOffer offer : catalogue.offers.values()) {
            for (String tag : offer.offer().tags()) {
                catalogue
                        .offersByTag
                        .computeIfAbsent(tag, absent -> new ArrayList<>())
                        .add(offer);
            }
        }
        placements.forEach(placement -> catalogue.placements.put(placement.key(), placement));
        rules.forEach(rule -> catalogue.rules.put(rule.key(), rule));
        maps.forEach(map -> catalogue.maps.put(map.key(), map));
        for (CompiledPlacement placement : catalogue.placements.values()) {
            String fallback = placement.placement().fallback();
            catalogue.indexes.put(
                    placement.key(),
                    new PlacementIndex(
                            placement,
                            catalogue.rules.values(),
                            catalogue::candidates,
                            fallback == null ? Optional.empty() : catalogue.offer(fallback)));
        }
        return catalogue;
    }

    /** A catalogue of items of all kinds. */
    static Catalogue of(
            long revision, Collection<CompiledItem> items, Collection<LiveMap> maps, CartEvents cartEvents) {
        return of(
                revision,
                only(items, CompiledOffer.class),
                only(items, CompiledPlacement.class),
                only(items, CompiledRule.class),
                only(items, CompiledContactPolicy.class).stream().findFirst().orElse(CompiledContactPolicy.DEFAULT),
                maps,
                cartEvents);
    }

    private static <T> List<T> only(Collection<?> items, Class<T> type) {
        return items.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Grows with each save in this service's database; says nothing of maps. */
    public long revision() {
        return revision;
    }

    /** In any status. */
    public Optional<CompiledOffer> offer(String key) {
        return Optional.ofNullable(offers.get(key));
    }

    /** In any status, by key. */
    public Collection<CompiledOffer> offers() {
        return Collections.unmodifiableCollection(offers.values());
    }

    public Optional<CompiledPlacement> placement(String key) {
        return Optional.ofNullable(placements.get(key));
    }

    /** By key. */
    public Collection<CompiledPlacement> placements() {
        return Collections.unmodifiableCollection(placements.values());
    }

    /** Active or not. */
    public Optional<CompiledRule> rule(String key) {
        return Optional.ofNullable(rules.get(key));
    }

    /** Active or not, by key; whether one applies now is for {@link io.cairn.personalization.rule.Rule#isActive} to say. */
    public Collection<CompiledRule> rules() {
        return Collections.unmodifiableCollection(rules.values());
    }

    /** Those that cover a placement, active or not, by key. */
    public List<CompiledRule> rules(CompiledPlacement placement) {
        return index(placement).all();
    }

    /**
     * The active ones that cover a placement and are for whoever is on these stages, those of the highest priority first.
     *
     * @param stageOfJourney empty where she is on none
     */
    public List<Tier> tiers(CompiledPlacement placement, Function<String, Optional<String>> stageOfJourney) {
        return index(placement).of(stageOfJourney);
    }

    /** By key, the offers with a cap over all customers that may come up at a placement. */
    public List<String> limitedOffers(CompiledPlacement placement) {
        return index(placement).limitedOffers();
    }

    /** By key, all offers with a cap over all customers. */
    public List<String> limitedOffers() {
        return offers.values().stream()
                .filter(PlacementIndex::isLimited)
                .map(CompiledOffer::key)
                .toList();
    }

    private PlacementIndex index(CompiledPlacement placement) {
        return Objects.requireNonNull(indexes.get(placement.key()), placement.key());
    }

    /** The rule's offers and all offers with one of its tags, in any status, each once, by key. */
    @SuppressWarnings("ReferenceEquality")
    public Collection<CompiledOffer> candidates(CompiledRule rule) {
        // of a rule that is only supposed, what is known of the real one does not hold
        return rules.get(rule.key()) == rule
                ? candidates.computeIfAbsent(rule.key(), key -> candidatesOf(rule))
                : candidatesOf(rule);
    }

    private Collection<CompiledOffer> candidatesOf(CompiledRule rule) {
        if (rule.rule().offers().isEmpty() && rule.rule().tags().size() == 1) {
            return offersByTag.getOrDefault(rule.rule().tags().get(0), List.of());
        }
        SortedSet<String> keys = new TreeSet<>(rule.rule().offers());
        for (String tag : rule.rule().tags()) {
            offersByTag.getOrDefault(tag, List.of()).forEach(offer -> keys.add(offer.key()));
        }
        return keys.stream().flatMap(key -> offer(key).stream()).toList();
    }

    public ContactPolicy contactPolicy() {
        return contactPolicy.policy();
    }

    /** 0 until a policy is saved. */
    public int contactPolicyVersion() {
        return contactPolicy.version();
    }

    /** The live map of a journey. */
    public Optional<LiveMap> map(String journey) {
        return Optional.ofNullable(maps.get(journey));
    }

    /** By key. */
    public Collection<LiveMap> maps() {
        return Collections.unmodifiableCollection(maps.values());
    }

    /** What carts are made of, in conditions and in content. */
    public CartEvents cartEvents() {
        return cartEvents;
    }

    /** All but the maps; the policy only if one was saved. */
    Collection<CompiledItem> items() {
        List<CompiledItem> items = new ArrayList<>(offers.values());
        items.addAll(placements.values());
        items.addAll(rules.values());
        if (contactPolicy.version() > 0) {
            items.add(contactPolicy);
        }
        return items;
    }

    /** The same with other maps. */
    Catalogue withMaps(Collection<LiveMap> live) {
        return of(revision, offers.values(), placements.values(), rules.values(), contactPolicy, live, cartEvents);
    }
}
