package io.cairn.events.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.kit.profile.HashedIds;
import io.cairn.model.event.LoggedEvent;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Segment's {@code context.externalIds}: {@code [{"type":"email","id":"…","encoding":"none"}]}. */
final class ExternalIds {
    private static final int MAX_PER_EVENT = 20;
    private static final int LENGTH = LoggedEvent.MAX_ID_LENGTH;

    private ExternalIds() {}

    /** The ids under which whoever an event's context names can be asked for: {@code type:id}, and its hash. */
    static Set<String> in(Fields context) throws InvalidEvent {
        JsonNode given = context.object().path("externalIds");
        if (given.isMissingNode() || given.isNull()) {
            return Set.of();
        }
        if (!given.isArray() || given.size() > MAX_PER_EVENT) {
            throw context.fault("externalIds", "must be a list of at most " + MAX_PER_EVENT + " objects");
        }
        Set<String> ids = new TreeSet<>();
        for (int i = 0; i < given.size(); i++) {
            String pointer = context.pointer() + "/externalIds/" + i;
            if (!given.get(i).isObject()) {
                throw new InvalidEvent(pointer, "must be an object with type and id");
            }
            add(ids, new Fields(given.get(i), pointer));
        }
        return ids;
    }

    private static void add(Set<String> ids, Fields fields) throws InvalidEvent {
        String type = fields.requiredName("type");
        String id = fields.requiredName("id");
        String encoding = fields.name("encoding").orElse("none").toLowerCase(Locale.ROOT);
        if (type.contains(":")) {
            throw fields.fault("type", "must not contain a colon");
        }
        boolean hashed = HashedIds.isType(type);
        switch (encoding) {
            case "none" -> {
                ids.add(asked(fields, type, id));
                if (!hashed) {
                    String plain = type.equalsIgnoreCase("email") ? id.strip().toLowerCase(Locale.ROOT) : id.strip();
                    ids.add(asked(fields, type, plain));
                    ids.add(asked(fields, type + HashedIds.SUFFIX, Hashes.sha256(plain)));
                }
            }
            case "sha256", "sha-256" -> ids.add(asked(fields, hashed ? type : type + HashedIds.SUFFIX, id));
            default -> throw fields.fault("encoding", "must be none or sha256");
        }
    }

    private static String asked(Fields fields, String type, String id) throws InvalidEvent {
        String asked = type + ":" + id;
        if (asked.length() > LENGTH) {
            throw fields.fault("id", "must have at most " + LENGTH + " characters together with its type");
        }
        return HashedIds.canonical(asked);
    }
}
