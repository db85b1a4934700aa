package io.cairn.events.plan;

/**
 * What is not as planned in an event.
 *
 * @param pointer from the event's root: {@code /properties/price}
 * @param detail as the rest of a sentence
 */
public record Violation(String pointer, String detail) {}
