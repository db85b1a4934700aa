package io.cairn.events.ingest;

/**
 * An event of a batch that was not taken; sending it again will not help.
 *
 * @param index in the batch, from 0
 * @param detail names the field by its JSON pointer in the body, and says what is wrong with it
 */
public record Rejected(int index, String detail) {}
