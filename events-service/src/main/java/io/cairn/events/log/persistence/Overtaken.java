package io.cairn.events.log.persistence;

/** Another request logged one of the same events meanwhile: begin again, and find it there. */
final class Overtaken extends RuntimeException {
    Overtaken() {
        super(null, null, false, false);
    }
}
