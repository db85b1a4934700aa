package io.cairn.journey.validation;

import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.Opportunity;
import io.cairn.model.map.PainPoint;
import io.cairn.model.map.Touchpoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What hurts and what could be better: what is left alone, what nobody has checked, and what to do first. */
final class Improvements {
    private static final int SEVERE = 4;

    private final List<Finding> findings = new ArrayList<>();

    @Nullable
    private Opportunity best;

    private String bestPointer = "";
    private String bestTouchpoint = "";

    private Improvements() {}

    static List<Finding> findings(JourneyMap map) {
        Improvements improvements = new Improvements();
        for (int s = 0; s < map.stages().size(); s++) {
            List<Touchpoint> touchpoints = map.stages().get(s).touchpoints();
            for (int t = 0; t < touchpoints.size(); t++) {
                improvements.check("/stages/" + s + "/touchpoints/" + t, touchpoints.get(t));
            }
        }
        improvements.sayWhatComesFirst();
        return improvements.findings;
    }

    private void check(String pointer, Touchpoint touchpoint) {
        for (int i = 0; i < touchpoint.painPoints().size(); i++) {
            PainPoint pain = touchpoint.painPoints().get(i);
            String at = pointer + "/painPoints/" + i;
            if (pain.severity() != null
                    && pain.severity() >= SEVERE
                    && touchpoint.opportunities().isEmpty()) {
                findings.add(Finding.warning(
                        at,
                        "a pain point of severity " + pain.severity() + " at '" + touchpoint.name()
                                + "', and no opportunity there: say what could be done about it"));
            }
            if (pain.status() != PainPoint.Status.VALIDATED && pain.evidence().isEmpty()) {
                findings.add(Finding.info(
                        at,
                        "still assumed, without evidence: ask customers at '" + touchpoint.name()
                                + "', or look at data"));
            }
        }
        for (int i = 0; i < touchpoint.opportunities().size(); i++) {
            consider(
                    pointer + "/opportunities/" + i,
                    touchpoint,
                    touchpoint.opportunities().get(i));
        }
    }

    private void consider(String pointer, Touchpoint touchpoint, Opportunity opportunity) {
        boolean rated = opportunity.impact() != null && opportunity.effort() != null;
        if (rated && opportunity.status() != Opportunity.Status.DONE && isBetter(opportunity)) {
            best = opportunity;
            bestPointer = pointer;
            bestTouchpoint = touchpoint.name();
        }
    }

    /** More impact for its effort; of as much, more impact. */
    private boolean isBetter(Opportunity one) {
        if (best == null) {
            return true;
        }
        int mine = number(one.impact()) * number(best.effort());
        int other = number(best.impact()) * number(one.effort());
        return mine > other || (mine == other && number(one.impact()) > number(best.impact()));
    }

    private static int number(@Nullable Integer score) {
        return score == null ? 0 : score;
    }

    private void sayWhatComesFirst() {
        if (best != null) {
            String text = best.text() == null ? "the opportunity" : "'" + best.text() + "'";
            findings.add(Finding.info(
                    bestPointer,
                    "worth doing first: " + text + " at '" + bestTouchpoint + "' has impact " + best.impact()
                            + " for effort " + best.effort()));
        }
    }
}
