package io.cairn.personalization.decisionlog;

/** That a rule had a candidate for a customer at a placement, but she is held out of it, for comparison. */
public record HeldOut(String rule, String placement) {}
