package io.cairn.local.sample;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of the sample, as Segment's tracking spec has it.
 *
 * @param messageId the same at each load, so that a load that broke can be repeated
 * @param name of a track, page or screen; null for identify
 * @param userId null as long as the visitor is unknown
 * @param anonymousId null where there is no browser or app, as in a store
 * @param data the traits of an identify, else the properties
 */
record SampleEvent(
        String messageId,
        Call type,
        @Nullable String name,
        @Nullable String userId,
        @Nullable String anonymousId,
        Instant at,
        Map<String, Object> data) {

    /** The calls of the spec that the sample needs. */
    enum Call {
        TRACK("track"),
        PAGE("page"),
        SCREEN("screen"),
        IDENTIFY("identify");

        final String spelling;

        Call(String spelling) {
            this.spelling = spelling;
        }
    }

    /** The message of a {@code /v1/batch}. Without {@code sentAt}: the times are right as they are. */
    Map<String, Object> message() {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", type.spelling);
        message.put("messageId", messageId);
        if (name != null) {
            message.put(type == Call.TRACK ? "event" : "name", name);
        }
        if (userId != null) {
            message.put("userId", userId);
        }
        if (anonymousId != null) {
            message.put("anonymousId", anonymousId);
        }
        message.put("timestamp", at.toString());
        message.put(type == Call.IDENTIFY ? "traits" : "properties", data);
        return message;
    }
}
