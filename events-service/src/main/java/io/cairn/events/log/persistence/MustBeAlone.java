package io.cairn.events.log.persistence;

/** Known customers become one, or are parted: begin again, with no other transaction that adds events under way. */
final class MustBeAlone extends RuntimeException {
    MustBeAlone() {
        super(null, null, false, false);
    }
}
