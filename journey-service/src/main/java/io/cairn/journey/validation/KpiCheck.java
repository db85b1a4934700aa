package io.cairn.journey.validation;

import io.cairn.model.map.Kpi;
import io.cairn.model.map.Kpi.Kind;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a KPI can be computed: each kind from an event that a touchpoint sends, and in which unit its target is. */
final class KpiCheck {
    private KpiCheck() {}

    /** What keeps it from being computed or reached; the first that is found. */
    static Optional<Finding> finding(String pointer, Kpi kpi, EventNames events) {
        Kind kind = kpi.kind();
        String event = kpi.event();
        if (kind == null) {
            return cannot(pointer, kpi, "it has no kind, such as conversion");
        }
        if (event == null && kind != Kind.TIME_IN_STAGE) {
            return cannot(pointer, kpi, kind.spelling() + " needs an event " + purpose(kind));
        }
        if (event != null && !events.isNamed(event)) {
            return cannot(
                    pointer + "/event", kpi, "no touchpoint names the event '" + event + "'" + events.meant(event));
        }
        return target(kind, kpi.target())
                .map(fault -> Finding.warning(
                        pointer + "/target", "the KPI '" + kpi.name() + "' never reaches its target: " + fault));
    }

    private static Optional<Finding> cannot(String pointer, Kpi kpi, String why) {
        return Optional.of(Finding.warning(pointer, "the KPI '" + kpi.name() + "' cannot be computed: " + why));
    }

    private static String purpose(Kind kind) {
        return switch (kind) {
            case CONVERSION -> "that shows who got there";
            case AVERAGE, SUM -> "whose values it takes";
            case NPS, CSAT -> "that carries the score";
            case RETENTION -> "that shows who came back";
            case TIME_IN_STAGE -> "or none";
        };
    }

    private static Optional<String> target(Kind kind, @Nullable BigDecimal target) {
        if (target == null) {
            return Optional.empty();
        }
        return switch (kind) {
            case CONVERSION, RETENTION -> outside(target, 0, 1, "a share of 1, such as 0.1 for 10 %");
            case NPS -> outside(target, -100, 100, "from -100 to 100");
            case CSAT -> outside(target, 1, 5, "an average of scores from 1 to 5");
            case TIME_IN_STAGE -> outside(target, 0, Integer.MAX_VALUE, "a number of days");
            case AVERAGE, SUM -> Optional.empty();
        };
    }

    private static Optional<String> outside(BigDecimal target, int least, int most, String unit) {
        boolean within =
                target.compareTo(BigDecimal.valueOf(least)) >= 0 && target.compareTo(BigDecimal.valueOf(most)) <= 0;
        return within ? Optional.empty() : Optional.of("it is " + unit + ", not " + target.toPlainString());
    }
}
