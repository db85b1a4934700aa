package io.cairn.personalization.coverage;

import io.cairn.model.condition.Condition;
import io.cairn.model.condition.Conjunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A stage of a journey, and a persona on it.
 *
 * @param persona null: a customer of no persona
 */
record Whereabouts(String journey, String stage, @Nullable String persona) {
    private static final String TEXT = "['\"]([^'\"\\\\]*)['\"]";
    private static final Pattern COMPARED =
            Pattern.compile("(stage|persona)\\(\\s*" + TEXT + "\\s*\\)\\s*(==|!=)\\s*" + TEXT);
    private static final Pattern COMPARED_THE_OTHER_WAY =
            Pattern.compile(TEXT + "\\s*(==|!=)\\s*(stage|persona)\\(\\s*" + TEXT + "\\s*\\)");

    /**
     * Whether a condition never holds here: it says itself that it asks for another stage or persona. What else it asks
     * for may always come true.
     */
    boolean contradicts(@Nullable Condition condition) {
        return condition != null
                && Conjunction.parts(condition.source()).stream().anyMatch(this::contradicts);
    }

    private boolean contradicts(String part) {
        Matcher compared = COMPARED.matcher(part);
        if (compared.matches()) {
            return contradicts(compared.group(1), compared.group(2), compared.group(3), compared.group(4));
        }
        Matcher otherWay = COMPARED_THE_OTHER_WAY.matcher(part);
        return otherWay.matches()
                && contradicts(otherWay.group(3), otherWay.group(4), otherWay.group(2), otherWay.group(1));
    }

    private boolean contradicts(String function, String ofJourney, String operator, String key) {
        if (!ofJourney.equals(journey)) {
            return false;
        }
        String here = function.equals("stage") ? stage : persona;
        if (here == null) {
            return true; // of nobody's persona nothing holds
        }
        return operator.equals("==") != here.equals(key);
    }
}
