package io.cairn.personalization.rule;

import io.cairn.kit.problem.Problem.InputError;
import io.cairn.personalization.wire.FieldFaults;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.jspecify.annotations.Nullable;

/**
 * Which offers stand as candidates, for whom, where and when.
 *
 * @param journey needed where stages are named
 * @param stages any of them; empty: wherever the customer is
 * @param placements any of them; empty: all
 * @param when a condition; absent: always
 * @param startAt inclusive
 * @param endAt exclusive
 * @param offers keys; and
 * @param tags all offers with one of these tags
 * @param priority higher first, −1,000,000 to 1,000,000; absent: 0
 * @param ranking a formula, higher first among equal priority; absent: the offer's value
 * @param holdout the share of customers, 0 to 1, who never get it, for comparison; absent: none
 * @param active absent: true
 */
@Schema(
        requiredProperties = "name",
        properties = {
            @SchemaProperty(name = "version", type = SchemaType.INTEGER, readOnly = true),
            @SchemaProperty(name = "updatedAt", type = SchemaType.STRING, format = "date-time", readOnly = true),
            @SchemaProperty(
                    name = "warnings",
                    type = SchemaType.ARRAY,
                    implementation = InputError.class,
                    readOnly = true,
                    description = "in the answer to a save: what may not have been meant")
        })
public record Rule(
        @Schema(readOnly = true) String key,
        String name,
        @Nullable String journey,
        List<String> stages,
        List<String> placements,
        @Nullable String when,
        @Nullable Instant startAt,
        @Nullable Instant endAt,
        List<String> offers,
        List<String> tags,
        Integer priority,
        @Nullable String ranking,
        @Schema(minimum = "0", maximum = "1", examples = "0.1") @Nullable Double holdout,
        @Nullable Goal goal,
        @Schema(defaultValue = "true") Boolean active) {
    private static final int MAX_NAMES = 1000;
    private static final int MAX_OFFERS = 10_000;
    public static final int MAX_PRIORITY = 1_000_000;

    public Rule {
        active = active == null ? Boolean.TRUE : active;
        priority = priority == null ? (Integer) 0 : priority;
        FieldFaults faults = new FieldFaults();
        faults.key("key", key);
        faults.text("name", name);
        faults.optionalKey("journey", journey);
        stages = faults.keys("stages", stages, MAX_NAMES);
        placements = faults.keys("placements", placements, MAX_NAMES);
        faults.period("startAt", startAt, "endAt", endAt);
        offers = faults.keys("offers", offers, MAX_OFFERS);
        tags = faults.texts("tags", tags, MAX_NAMES);
        faults.check(
                Math.abs(priority.longValue()) <= MAX_PRIORITY,
                "priority",
                "must be a whole number from -" + MAX_PRIORITY + " to " + MAX_PRIORITY);
        faults.check(holdout == null || (holdout >= 0 && holdout <= 1), "holdout", "must be a number from 0 to 1");
        faults.orThrow();
    }

    /** Where the rule, well-formed as it is, makes no sense. */
    public List<InputError> contradictions() {
        FieldFaults faults = new FieldFaults();
        faults.check(
                !offers.isEmpty() || !tags.isEmpty(), "offers", "a rule needs offers or tags: it has no candidates");
        faults.check(stages.isEmpty() || journey != null, "journey", "is needed where stages are named");
        return faults.found();
    }

    /** Whether it applies at this moment, as far as schedule and activity go. */
    public boolean isActive(Instant now) {
        return active && (startAt == null || !now.isBefore(startAt)) && (endAt == null || now.isBefore(endAt));
    }

    /** Whether it applies to a placement. */
    public boolean coversPlacement(String placement) {
        return placements.isEmpty() || placements.contains(placement);
    }
}
