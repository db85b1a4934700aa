package io.cairn.personalization.whynot;

import io.cairn.model.condition.Condition;
import io.cairn.model.condition.ConditionKind;
import io.cairn.model.condition.Conditions;
import io.cairn.model.condition.Facts;
import io.cairn.model.condition.InvalidCondition;
import io.cairn.model.condition.Score;
import io.cairn.model.condition.Verdict;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** In words, what a condition that does not hold asked of: what was missing, or else what was there. */
final class KnownValues {
    private static final int MOST_CHARACTERS = 60;
    private static final Pattern ASKED = Pattern.compile("(?<object>traits|context)\\.(?<field>\\w+)"
            + "|(?<number>(count|total)\\('[^']*'(, *'[^']*')?\\))"
            + "|(?<on>stage|persona)\\('(?<journey>[^']*)'\\)");

    private final Conditions conditions;

    KnownValues(Conditions conditions) {
        this.conditions = conditions;
    }

    String of(Condition condition, Facts facts) {
        Verdict verdict = condition.test(facts);
        if (verdict instanceof Verdict.Missing missing) {
            return "missing: " + String.join(", ", missing.what());
        }
        if (verdict instanceof Verdict.Failed failed) {
            return failed.why();
        }
        Set<String> found = new LinkedHashSet<>();
        Matcher asked = ASKED.matcher(condition.source());
        while (asked.find()) {
            Object value = value(asked, facts);
            if (value != null) {
                found.add(asked.group() + " is " + shortened(value));
            }
        }
        return found.isEmpty() ? "it does not hold" : found.stream().collect(Collectors.joining(", "));
    }

    private @Nullable Object value(Matcher asked, Facts facts) {
        String object = asked.group("object");
        if (object != null) {
            Map<String, Object> of = object.equals("traits") ? facts.profile().traits() : facts.context();
            return of.get(Objects.requireNonNull(asked.group("field")));
        }
        String journey = asked.group("journey");
        if (journey != null) {
            Facts.Position position = facts.journeys().position(journey);
            boolean stage = "stage".equals(asked.group("on"));
            return !stage ? facts.journeys().persona(journey) : position == null ? null : position.stage();
        }
        return number(Objects.requireNonNull(asked.group("number")), facts);
    }

    private @Nullable Object number(String expression, Facts facts) {
        try {
            Score score = conditions.compile(expression, ConditionKind.RANKING).score(facts);
            return score instanceof Score.Of of ? Numbers.text(of.value()) : null;
        } catch (InvalidCondition e) {
            return null;
        }
    }

    private static String shortened(Object value) {
        String text = value.toString();
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS - 1) + "…";
    }
}
