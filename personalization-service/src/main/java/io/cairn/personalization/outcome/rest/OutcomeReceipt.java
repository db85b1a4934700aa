package io.cairn.personalization.outcome.rest;

import java.util.List;

/**
 * What was taken.
 *
 * @param accepted how many, those known already too
 * @param rejected those that were not taken; sending them again as they are will not help
 */
record OutcomeReceipt(int accepted, List<Rejected> rejected) {
    OutcomeReceipt {
        rejected = List.copyOf(rejected);
    }

    /**
     * @param index in the list, from 0
     * @param detail names the field by its JSON pointer in the body, and says what is wrong with it
     */
    record Rejected(int index, String detail) {}
}
