package io.cairn.model.map;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a stage is measured by. A definition only: the map computes nothing.
 *
 * @param event the name of the event that is counted or summed
 * @param target the value to reach: of conversion and retention a share of 1, of nps from -100 to 100, of csat the average
 *     of scores from 1 to 5, of timeInStage days, of average and sum in the unit of the events' values
 * @param owner who answers for it
 */
public record Kpi(
        String key,
        String name,
        @Nullable Kind kind,
        @Nullable String event,
        @Nullable BigDecimal target,
        @Nullable String owner) {
    /** What is computed. */
    public enum Kind implements Spelled {
        CONVERSION("conversion"),
        AVERAGE("average"),
        SUM("sum"),
        NPS("nps"),
        CSAT("csat"),
        RETENTION("retention"),
        TIME_IN_STAGE("timeInStage");

        private final String spelling;

        Kind(String spelling) {
            this.spelling = spelling;
        }

        @Override
        @JsonValue
        public String spelling() {
            return spelling;
        }
    }

    /** @throws IllegalArgumentException naming the field and the value that is out of bounds */
    public Kpi {
        Limits.requireKeyAndName(key, name);
        Limits.requireName("event", event);
        Limits.requireText("owner", owner);
    }
}
