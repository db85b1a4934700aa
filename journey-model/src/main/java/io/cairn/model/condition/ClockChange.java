package io.cairn.model.condition;

import dev.cel.common.ast.CelExpr.CelCall;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/** When {@code now.getHours('Europe/Berlin')} or {@code now.getDayOfWeek()} change. */
final class ClockChange {
    private static final long HOUR = 3_600;

    private ClockChange() {}

    /** Null if it asks for something else, or in a zone that is not written out. */
    static @Nullable Changes of(CelCall ofNow) {
        ZoneId zone = zone(ofNow);
        if (zone == null) {
            return null;
        }
        return switch (ofNow.function()) {
            case "getHours" -> facts -> nextHour(facts.now(), zone).toEpochMilli();
            case "getDayOfWeek", "getDate", "getDayOfMonth", "getDayOfYear", "getMonth", "getFullYear" ->
                facts -> DateChange.startOfDay(facts.now(), zone, 1);
            default -> null;
        };
    }

    private static @Nullable ZoneId zone(CelCall call) {
        if (call.args().isEmpty()) {
            return ZoneOffset.UTC;
        }
        try {
            return ConditionCheck.isString(call.args().get(0))
                    ? ZoneId.of(call.args().get(0).constant().stringValue())
                    : null;
        } catch (DateTimeException e) { // a fault at evaluation, or an offset in CEL's own spelling
            return null;
        }
    }

    private static Instant nextHour(Instant now, ZoneId zone) {
        long offset = zone.getRules().getOffset(now).getTotalSeconds();
        long hour = Math.floorDiv(now.getEpochSecond() + offset, HOUR);
        Instant next = Instant.ofEpochSecond((hour + 1) * HOUR - offset);
        ZoneOffsetTransition transition = zone.getRules().nextTransition(now);
        return transition != null && transition.getInstant().isBefore(next) ? transition.getInstant() : next;
    }
}
