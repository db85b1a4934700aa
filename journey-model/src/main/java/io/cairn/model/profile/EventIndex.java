package io.cairn.model.profile;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a profile holds of events.
 *
 * @param byName nobody changes it
 * @param last the time of the latest event of any name, in ms since 1970; {@link CustomerProfile#NEVER} if there is none
 */
record EventIndex(Map<String, EventStats> byName, long last) {
    /** @param others what was seen under all other names */
    static EventIndex of(Map<String, EventStats> events, @Nullable EventStats others) {
        Map<String, EventStats> byName = new HashMap<>(2 * events.size());
        long last = others == null ? CustomerProfile.NEVER : others.lastMillis();
        for (Map.Entry<String, EventStats> each : events.entrySet()) {
            byName.put(each.getKey(), each.getValue());
            last = Math.max(last, each.getValue().lastMillis());
        }
        return new EventIndex(byName, last);
    }
}
