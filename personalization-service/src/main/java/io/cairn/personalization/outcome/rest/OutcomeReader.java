package io.cairn.personalization.outcome.rest;

import io.cairn.kit.json.JsonBodies;
import io.cairn.kit.problem.Problem.InputError;
import io.cairn.kit.problem.ProblemException;
import io.cairn.personalization.contact.Outcome;
import io.cairn.personalization.outcome.OutcomeReport;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads one outcome, or many, of which a bad one is rejected alone. */
@Singleton
class OutcomeReader {
    static final int MOST = 1000;

    private final JsonBodies bodies;

    OutcomeReader(JsonBodies bodies) {
        this.bodies = bodies;
    }

    /**
     * By their positions, those that are well-formed and what is wrong with the others.
     *
     * @param isBatch whether they came as a list: a single one that is bad is a problem by itself
     */
    record Read(boolean isBatch, SortedMap<Integer, OutcomeReport> reports, SortedMap<Integer, InputError> malformed) {}

    /**
     * Reads a body.
     *
     * @param ofPage whether the caller's key may stand in a page: then anybody may have it, and report what is in a page
     * @throws ProblemException 400 if it is neither one outcome nor a list of them
     */
    Read read(byte[] body, boolean ofPage) {
        Optional<List<String>> outcomes = bodies.itemTexts(body, "outcomes", MOST);
        SortedMap<Integer, OutcomeReport> reports = new TreeMap<>();
        SortedMap<Integer, InputError> malformed = new TreeMap<>();
        if (outcomes.isEmpty()) {
            reports.put(0, report(JsonBodies.text(body), ofPage));
            return new Read(false, reports, malformed);
        }
        for (int i = 0; i < outcomes.get().size(); i++) {
            try {
                reports.put(i, report(outcomes.get().get(i), ofPage));
            } catch (ProblemException e) {
                malformed.put(i, e.problem().errors().get(0));
            }
        }
        return new Read(true, reports, malformed);
    }

    private OutcomeReport report(String item, boolean ofPage) {
        OutcomeReport report = ((OutcomeBody) bodies.read(item, OutcomeBody.class)).report();
        if (ofPage && report.requestId() != null) {
            throw ProblemException.malformed("/requestId", "may be guessed: it needs a key of role decide");
        }
        if (ofPage && report.outcome() == Outcome.FAILED) {
            throw ProblemException.malformed(
                    "/outcome", "failed releases what caps count: it needs a key of role decide");
        }
        return report;
    }
}
