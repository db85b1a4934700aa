package io.cairn.model.profile;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The groups that a customer belongs to, by groupId, with what is known of each. Mutable; for one thread. */
final class Groups {
    private final SortedMap<String, SortedMap<String, Trait>> byId = new TreeMap<>();

    void add(String groupId, SortedMap<String, Trait> traits) {
        SortedMap<String, Trait> known = byId.computeIfAbsent(groupId, id -> new TreeMap<>());
        traits.forEach((key, trait) -> known.merge(key, trait, Trait::orLater));
    }

    void add(Groups others) {
        others.byId.forEach(this::add);
    }

    /**
     * Those that a profile keeps. Of too many the first by id: what is dropped once stays behind as many others in any
     * larger set of events, so that its forgotten traits never matter again.
     */
    Groups bounded() {
        while (byId.size() > CustomerProfile.MAX_GROUPS) {
            byId.remove(byId.lastKey());
        }
        int share = Shares.ofGroupTrait(byId.size());
        for (SortedMap<String, Trait> traits : byId.values()) {
            FirstKept.keep(CustomerProfile.MAX_GROUP_TRAITS, traits, dropped -> {});
            Shares.cutTraits(traits, share);
        }
        return this;
    }

    SortedMap<String, SortedMap<String, Trait>> byId() {
        return Collections.unmodifiableSortedMap(byId);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Groups other && byId.equals(other.byId);
    }

    @Override
    public int hashCode() {
        return byId.hashCode();
    }

    @Override
    public String toString() {
        return byId.toString();
    }
}
