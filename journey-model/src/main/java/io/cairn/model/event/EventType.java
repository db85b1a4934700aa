package io.cairn.model.event;

/** The calls of Segment's tracking spec, and the one that undoes an alias. */
public enum EventType {
    TRACK,
    PAGE,
    SCREEN,
    IDENTIFY,
    GROUP,
    ALIAS,
    UNALIAS;

    /** Whether events of this type are something the customer did, and so count under their name and under {@code '*'}. */
    public boolean isBehaviour() {
        return this == TRACK || this == PAGE || this == SCREEN;
    }
}
