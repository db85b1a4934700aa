package io.cairn.model.profile;

/**
 * What the latest event that carried a trait said of it.
 *
 * @param at in ms since 1970
 * @param value frozen; {@link io.cairn.model.json.JsonValues#NULL} for a trait taken back, which must be remembered so
 *     that an earlier event which arrives later does not bring it back
 */
record Trait(long at, String messageId, Object value) {
    /** The later of both; of one millisecond, that of the greater messageId. */
    Trait orLater(Trait other) {
        boolean mine = at != other.at ? at > other.at : messageId.compareTo(other.messageId) >= 0;
        return mine ? this : other;
    }
}
