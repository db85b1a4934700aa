package io.cairn.events.identity;

/** Anonymous events leave one customer for another, because of a join. */
public record Move(String from, String to) {}
