package io.cairn.bench.drill;

import java.util.ArrayList;
import java.util.List;

/**
 * What a drill found.
 *
 * @param sent how many different events
 * @param resent how often one was sent that had been sent before
 * @param differing customers whose profile is not the fold of their log
 * @param faults answers that no fault explains
 */
record Verdict(
        int sent,
        int acknowledged,
        long resent,
        LogCheck.Findings findings,
        List<String> differing,
        List<String> faults) {
    private static final int SHOWN = 5;

    boolean isPass() {
        return acknowledged > 0 && acknowledged == sent && findings.none() && differing.isEmpty() && faults.isEmpty();
    }

    /** What is wrong, with examples. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        if (acknowledged < sent) {
            complaints.add((sent - acknowledged) + " were never acknowledged");
        }
        complain(complaints, "acknowledged, but not in the log of whose they are", findings.lost());
        complain(complaints, "more than once in the log", findings.doubled());
        complain(complaints, "in the log, but not as sent", findings.altered());
        complain(complaints, "in the log, but never sent", findings.unknown());
        complain(complaints, "profiles that are not the fold of their log", differing);
        complain(complaints, "answers", faults);
        return complaints;
    }

    /** The line that scripts and people look for. */
    String figures() {
        return "sent=" + sent + " resent=" + resent + " acknowledged=" + acknowledged + " lost="
                + findings.lost().size() + " doubled=" + findings.doubled().size() + " altered="
                + findings.altered().size() + " differing-profiles=" + differing.size();
    }

    private static void complain(List<String> complaints, String what, List<String> which) {
        if (!which.isEmpty()) {
            complaints.add(which.size() + " " + what + ": "
                    + String.join(", ", which.subList(0, Math.min(SHOWN, which.size()))));
        }
    }
}
