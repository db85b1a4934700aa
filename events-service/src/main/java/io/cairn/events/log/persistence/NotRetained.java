package io.cairn.events.log.persistence;

/** An event is from before what is kept, which whoever read it did not know yet. */
final class NotRetained extends RuntimeException {
    NotRetained() {
        super(null, null, false, false);
    }
}
