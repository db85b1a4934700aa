package io.cairn.model.profile;

import io.cairn.model.event.LoggedEvent;
import io.cairn.model.json.JsonValues;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Bounds what a profile holds in bytes, where numbers of names alone leave it too large: the more there is that shares a
 * room, the less each may take. What shares it only grows in number with the set of events, so a share only shrinks, and
 * what did not fit once does not fit in any larger set: the profile stays a fold of its set of events.
 *
 * <p>Sizes are in bytes of JSON, or nearly.
 */
final class Shares {
    /** For the properties of all recent events. */
    static final int RECENT_ROOM = 16 << 20;

    /** For the traits of all groups. */
    static final int GROUP_ROOM = 4 << 20;

    /** More than an event has: such a share need not be looked at. */
    private static final int WHOLE_EVENT = 32 << 10;

    private Shares() {}

    /** A property of an event; the first to keep come first. */
    private record Property(String key, Object value, int bytes, boolean counts) {
        static final Comparator<Property> FIRST_KEPT = Comparator.comparing(Property::counts)
                .reversed()
                .thenComparingInt(Property::bytes)
                .thenComparing(Property::key);

        static Property of(String key, Object value) {
            boolean isNumber = value instanceof Long || value instanceof BigDecimal;
            boolean counts = isNumber && LoggedEvent.VALUE_PROPERTIES.contains(key);
            return new Property(key, value, Shares.bytes(key, value), counts);
        }
    }

    /**
     * What the properties of one recent event may take. A power of two, so that it changes a few times only while names
     * come: each time all of a profile's events are looked at.
     *
     * @param names of events in the profile
     */
    static int ofEvent(int names) {
        int share = RECENT_ROOM / (EventStats.MAX_RECENT * Math.max(1, names));
        return share >= WHOLE_EVENT ? Integer.MAX_VALUE : Integer.highestOneBit(share);
    }

    /** What one trait of a group may take. */
    static int ofGroupTrait(int groups) {
        int share = GROUP_ROOM / (CustomerProfile.MAX_GROUP_TRAITS * Math.max(1, groups));
        return share >= WHOLE_EVENT ? Integer.MAX_VALUE : share;
    }

    /**
     * The properties that fit: what is summed up as the event's value first, then the smallest, of one size by name. Of the
     * same properties a smaller share keeps a part of what a larger one does.
     */
    static Map<String, Object> cut(Map<String, Object> properties, int share) {
        if (share == Integer.MAX_VALUE || bytes(properties) <= share) {
            return properties;
        }
        List<Property> byRank = properties.entrySet().stream()
                .map(entry -> Property.of(entry.getKey(), entry.getValue()))
                .sorted(Property.FIRST_KEPT)
                .toList();
        SortedMap<String, Object> kept = new TreeMap<>();
        int bytes = bytes(Map.of());
        for (Property property : byRank) {
            bytes += property.bytes();
            if (bytes > share) {
                break;
            }
            kept.put(property.key(), property.value());
        }
        return JsonValues.frozenMap(
                kept.keySet().toArray(new String[0]), kept.values().toArray());
    }

    /** Traits of a group, of which those that do not fit are remembered as taken back. */
    static void cutTraits(SortedMap<String, Trait> traits, int share) {
        if (share < Integer.MAX_VALUE) {
            traits.replaceAll((key, trait) ->
                    bytes(trait.value()) <= share ? trait : new Trait(trait.at(), trait.messageId(), JsonValues.NULL));
        }
    }

    /** Of a frozen value. */
    private static int bytes(Object value) {
        if (value instanceof String text) {
            return bytes(text);
        } else if (value instanceof Long number) {
            return Long.toString(number).length();
        } else if (value instanceof BigDecimal number) {
            return number.precision() + 2;
        } else if (value instanceof List<?> list) {
            return 2 + list.stream().mapToInt(item -> 1 + bytes(item)).sum();
        } else if (value instanceof Map<?, ?> map) {
            int bytes = 2;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                bytes += bytes((String) entry.getKey(), entry.getValue());
            }
            return bytes;
        }
        return 4; // true, false, null
    }

    /** With a colon and a comma. */
    private static int bytes(String key, Object value) {
        return bytes(key) + bytes(value) + 2;
    }

    /** With quotes; what must be escaped counts as it is. */
    private static int bytes(String text) {
        int bytes = 2;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
