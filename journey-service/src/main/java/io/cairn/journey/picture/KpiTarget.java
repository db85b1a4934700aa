package io.cairn.journey.picture;

import io.cairn.model.map.Kpi;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What is to be reached, as people say it. */
public final class KpiTarget {
    private KpiTarget() {}

    /** A share of 1 in percent, else the number; null: there is none. */
    public static @Nullable String of(Kpi kpi) {
        BigDecimal target = kpi.target();
        if (target == null) {
            return null;
        }
        boolean isShare = (kpi.kind() == Kpi.Kind.CONVERSION || kpi.kind() == Kpi.Kind.RETENTION)
                && target.signum() >= 0
                && target.compareTo(BigDecimal.ONE) <= 0;
        BigDecimal shown = isShare ? target.movePointRight(2) : target;
        String number = shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
        return isShare ? number + " %" : number;
    }
}
