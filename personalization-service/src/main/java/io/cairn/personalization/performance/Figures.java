package io.cairn.personalization.performance;

import java.math.BigDecimal;

/**
 * What came of some propositions; each rate is of {@code decided}.
 *
 * @param decided how many were handed out
 * @param delivered that reached the customer: any outcome but {@code failed} says so
 * @param failed that are not known to have reached her
 * @param value the sum of the conversions' values; one reported by request id counts in full for each offer of the answer
 */
public record Figures(
        long decided,
        Rate delivered,
        Rate opened,
        Rate clicked,
        Rate converted,
        Rate dismissed,
        Rate failed,
        BigDecimal value) {}
