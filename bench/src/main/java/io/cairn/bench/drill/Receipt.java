package io.cairn.bench.drill;

/**
 * What the service said to acknowledged events.
 *
 * @param rejected as JSON, empty if there is nothing
 */
record Receipt(int accepted, int duplicates, String rejected) {}
