package io.cairn.personalization.position.rest;

import io.cairn.kit.problem.ProblemException;
import io.cairn.model.json.Texts;

/** The customer's id in a path. */
final class CustomerIds {
    private static final int MAX_LENGTH = 255;

    private CustomerIds() {}

    /** The same. @throws ProblemException 400 if nobody can have it */
    static String checked(String id) {
        String fault = Texts.nameFault(id, MAX_LENGTH);
        if (fault != null) {
            throw ProblemException.malformed("id", fault);
        }
        return id;
    }
}
